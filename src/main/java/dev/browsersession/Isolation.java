package dev.browsersession;

/** What a test sees of its session. */
public enum Isolation {
    /**
     * A fresh browser context of its own: no cookie, storage, permission or window of another test. Costs a context, not a
     * browser.
     */
    CONTEXT,
    /**
     * The browser's default context as it is: state stays, and a test finds the page as the last one left it. Tests take
     * turns.
     */
    NONE
}
