/** The CDP wire: the relay, views, and the few commands that the keeper itself sends. */
package dev.browsersession.cdp;
