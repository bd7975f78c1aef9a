package example;

import java.io.IOException;

/** Signals to processes that this build has started. */
final class Signals {

    private Signals() {}

    static void send(String signal, long pid) throws IOException, InterruptedException {
        kill(signal, Long.toString(pid));
    }

    static void sendToGroup(String signal, long group) throws IOException, InterruptedException {
        kill(signal, "-" + group);
    }

    private static void kill(String signal, String target) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-s", signal, "--", target)
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -s " + signal + " " + target + " has failed");
        }
    }
}
