/** Settings: where each value comes from and how it is read. */
package dev.browsersession.config;
