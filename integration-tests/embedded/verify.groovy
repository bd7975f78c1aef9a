import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "embedded", basedir)
