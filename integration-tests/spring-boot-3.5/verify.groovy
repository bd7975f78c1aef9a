import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "spring-boot-3.5", basedir)
