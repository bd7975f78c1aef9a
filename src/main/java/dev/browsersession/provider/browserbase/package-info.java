/** Sessions at Browserbase, over its HTTP API. */
package dev.browsersession.provider.browserbase;
