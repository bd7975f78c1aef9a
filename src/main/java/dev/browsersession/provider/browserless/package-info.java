/** Sessions at Browserless: in the vendor's cloud, on an enterprise server, and on the open-source one. */
package dev.browsersession.provider.browserless;
