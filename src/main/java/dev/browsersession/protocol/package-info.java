/** What owner and keeper say to each other: records, and nothing else. Both halves see this package. */
package dev.browsersession.protocol;
