import dev.browsersession.it.Leftovers

Leftovers.check(stateRoot, "owner-ends", basedir)
Leftovers.check(stateRoot, "owner-ends-limits", basedir)
Leftovers.check(stateRoot, "owner-ends-tree", basedir)
Leftovers.check(stateRoot, "owner-ends-ci", basedir)
Leftovers.check(stateRoot, "owner-ends-breakpoint", basedir)
