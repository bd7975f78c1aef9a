/** How the keeper reaches other hosts in the name of an owner: proxies and trust. */
package dev.browsersession.network;
