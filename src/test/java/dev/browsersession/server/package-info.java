/** The local server, as its clients know it. */
package dev.browsersession.server;
