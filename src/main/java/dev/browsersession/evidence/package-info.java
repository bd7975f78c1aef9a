/** What is kept of a failed test. */
package dev.browsersession.evidence;
