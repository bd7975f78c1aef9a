/** The live view: pages on which people watch sessions, and stop them. Knows nothing of how requests arrive. */
package dev.browsersession.keeper.live;
