import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "shared-sessions", basedir)
