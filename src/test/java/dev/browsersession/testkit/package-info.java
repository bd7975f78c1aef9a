/** The vocabulary that tests of this library are written in. */
package dev.browsersession.testkit;
