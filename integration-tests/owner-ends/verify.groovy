import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "owner-ends", basedir)
