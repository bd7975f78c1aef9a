package dev.browsersession.it;

import java.util.concurrent.CompletableFuture;

/**
 * An owner at a point where it waits to be told how to go on.
 *
 * @param pid the JVM of the test
 * @param session the id of its session; empty where it told none
 * @param title the title of its page; empty where it told none
 */
public record Arrival(long pid, String session, String title, CompletableFuture<String> answer) {

    public void goOn(String how) {
        answer.complete(how);
    }
}
