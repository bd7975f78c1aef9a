/** What Browserless' clients say, and how it is answered. */
package dev.browsersession.keeper.server.browserless;
