import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "junit-6", basedir)
