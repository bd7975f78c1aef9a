/** How JUnit's callbacks become leases and views. */
package dev.browsersession.jupiter;
