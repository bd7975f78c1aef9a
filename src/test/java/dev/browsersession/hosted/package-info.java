/** The tests of sessions on this machine, with sessions from a server that stands for a service. */
package dev.browsersession.hosted;
