import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "forks-reuse", basedir)

def used = new File(basedir, "target/used").listFiles().collect { it.text.split(" ") }
assert used.size() == 4
assert used.collect { it[0] }.toSet().size() <= 2
assert used.collect { it[1] }.toSet().size() == 4
