package dev.browsersession.protocol;

/**
 * Somebody who has a session.
 *
 * @param holder who asked for it: the test class
 * @param ownerPid the process id of that test JVM
 */
public record ListedLease(String holder, long ownerPid) {}
