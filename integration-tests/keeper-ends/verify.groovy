import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "keeper-ends", basedir)

def endings = new File(basedir, "build.log").readLines("UTF-8").findAll { it.startsWith("ending: ") }
endings.each { println it }
assert endings.size() >= 24
