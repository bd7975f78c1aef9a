import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "path-with-spaces", basedir)
