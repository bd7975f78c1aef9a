import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "chaos", basedir)

def rounds = new File(basedir, "build.log").readLines("UTF-8").findAll { it.startsWith("chaos: ") }
rounds.each { println it }
assert rounds.any { it.startsWith("chaos: round 1 ") }
