import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "keeper-ends", basedir)
Leftovers.check(stateRoot, "keeper-ends-service", basedir)

def endings = new File(basedir, "build.log").readLines("UTF-8").findAll { it.startsWith("ending: ") }
endings.each { println it }
// Of this machine, of Browserless with what it lost, of Browserbase.
assert endings.size() >= 24 + 12 + 2 + 8
