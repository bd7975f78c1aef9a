import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "demo", basedir)
