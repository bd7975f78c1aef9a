/** The keeper: the small process that owns the sessions and outlives every owner. */
package dev.browsersession.keeper;
