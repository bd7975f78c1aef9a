/** The local server: a keeper with HTTP in front of it, which services' clients take for the service. */
package dev.browsersession.keeper.server;
