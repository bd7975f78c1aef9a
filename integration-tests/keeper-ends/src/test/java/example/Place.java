package example;

import dev.browsersession.testkit.Kit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the sessions of this build come from, as far as it matters to who ends keepers. */
interface Place {

    /** By the system property {@code place}: a service, or this machine. */
    static Place current() {
        String service = System.getProperty("place", "");
        return service.isEmpty() ? new ThisMachine() : Service.named(service);
    }

    String provider();

    Stream<Way> ways();

    /**
     * Prepares a run whose first create is held back until somebody ends the keeper.
     *
     * @param scripts a directory for it
     */
    Prepared prepare(Way way, Path scripts) throws IOException;

    /** A run, and what makes its create go on. */
    interface Prepared {

        Kit kit();

        /** Waits until the first session is being created, and has the keeper ended. */
        void endWhileCreating() throws IOException, InterruptedException;
    }

    /** What the sessions have that a keeper has made since the last time that this was asked. */
    SessionDirectories made() throws IOException;

    /** Whether the next keeper is left to look for a session that was being created. */
    default boolean leavesCreates(HowItEnds how) {
        return false;
    }

    /** Whether that one cannot find such a session, and its ttl is the end of it. */
    default boolean losesThem() {
        return false;
    }

    /** How it is said that there is no room on this machine's disk for what a session needs. */
    String noRoom();

    /** Waits until nothing is left there but what is known to be lost. */
    void awaitNothingLeft(SessionDirectories lost) throws Exception;
}
