import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "rerun", basedir)

def log = new File(basedir, "build.log").getText("UTF-8")
assert log.contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Flakes: 1")
