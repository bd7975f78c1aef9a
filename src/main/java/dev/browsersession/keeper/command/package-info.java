/** The command line's half that talks to keepers. Run from the artifact's main class, in a class loader of its own. */
package dev.browsersession.keeper.command;
