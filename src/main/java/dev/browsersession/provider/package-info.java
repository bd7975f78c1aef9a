/** Where browsers come from: the provider SPI, and one sub-package for each provider. */
package dev.browsersession.provider;
