/** What somebody who means harm could do to a keeper: each test here has a keeper in a process of its own. */
package dev.browsersession.attack;
