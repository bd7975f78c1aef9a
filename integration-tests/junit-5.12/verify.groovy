import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "junit-5.12", basedir)
