/** The command line: the artifact's main class. */
package dev.browsersession.command;
