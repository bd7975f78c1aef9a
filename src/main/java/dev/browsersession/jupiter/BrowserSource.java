package dev.browsersession.jupiter;

import dev.browsersession.Session;

/** Where what is injected comes from: one test, or one class. */
interface BrowserSource {

    ConnectedBrowser browser();

    Session session();
}
