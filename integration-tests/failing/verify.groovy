import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "failing", basedir)

def log = new File(basedir, "build.log").getText("UTF-8")
assert log.contains("Tests run: 7, Failures: 1, Errors: 4, Skipped: 1")
assert log.contains("expected: <Open> but was: <Out of order>")
assert log.contains("cannot clean up Half done")
assert log.contains("cannot be made")

def kept = []
new File(basedir, "target/browser-sessions").eachFileRecurse { if (it.name.endsWith(".png")) kept << it }
assert !kept.isEmpty()
assert kept.every { it.bytes[1..3] == "PNG".bytes.toList() }
