package dev.browsersession.it;

import java.nio.charset.StandardCharsets;

/** Signals other than the two that the JDK can send. */
public final class Signals {

    private Signals() {}

    public static void send(String signal, long pid) throws Exception {
        send(signal, Long.toString(pid));
    }

    static void send(String signal, String target) throws Exception {
        Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " -- " + target)
                .redirectErrorStream(true)
                .start();
        String output = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (kill.waitFor() != 0) {
            throw new AssertionError("no " + signal + " for " + target + ": " + output);
        }
    }
}
