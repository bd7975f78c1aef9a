/** The owner's side of sessions: finding or starting the keeper, leases, views. */
package dev.browsersession.lease;
