import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "spring-boot-4.0", basedir)
