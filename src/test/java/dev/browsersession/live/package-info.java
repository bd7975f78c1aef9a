/** The live view, in a real browser. */
package dev.browsersession.live;
