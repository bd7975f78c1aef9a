/**
 * What users of this library write: {@link dev.browsersession.BrowserSession} on a test class, and what is injected into its
 * tests.
 */
package dev.browsersession;
