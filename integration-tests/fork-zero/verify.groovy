import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "fork-zero", basedir)

def used = new File(basedir, "target/used").listFiles().collect { it.text.split(" ") }
assert used.size() == 4
assert used.collect { it[0] }.toSet().size() == 1
assert used.collect { it[1] }.toSet().size() == 4
