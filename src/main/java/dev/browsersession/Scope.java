package dev.browsersession;

/** How many tests use one session. */
public enum Scope {
    /** One session for the class, its nested classes included; stopped after the last of its tests. */
    CLASS,
    /** One session for each test. */
    TEST
}
