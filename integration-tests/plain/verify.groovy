import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "plain", basedir)
