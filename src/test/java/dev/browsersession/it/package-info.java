/** What the scripts in {@code integration-tests/} check when their builds are over. */
package dev.browsersession.it;
