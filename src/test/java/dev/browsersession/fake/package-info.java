/** A provider from outside, by the public SPI alone, and the cloud that it is a client of: for tests. */
package dev.browsersession.fake;
