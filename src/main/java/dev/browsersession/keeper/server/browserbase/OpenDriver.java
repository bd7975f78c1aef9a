package dev.browsersession.keeper.server.browserbase;

import java.net.URI;

/** A ChromeDriver's session. */
final class OpenDriver {

    private final RunningSession session;
    private final String view;
    private final URI baseUrl;
    // This object's lock guards both.
    private long usedAt = System.nanoTime();
    private int underWay;

    /**
     * The session of one driver.
     *
     * @param view of the browser, which the driver is attached to
     * @param baseUrl where its requests go; a secret
     */
    OpenDriver(RunningSession session, String view, URI baseUrl) {
        this.session = session;
        this.view = view;
        this.baseUrl = baseUrl;
    }

    RunningSession session() {
        return session;
    }

    String view() {
        return view;
    }

    URI baseUrl() {
        return baseUrl;
    }

    /** A command is sent to it. */
    synchronized void begins() {
        underWay++;
    }

    /** A command is answered, or has failed. */
    synchronized void ends() {
        underWay--;
        usedAt = System.nanoTime();
    }

    /** For how long nobody has wanted anything; 0 during a command, however long that takes. */
    synchronized long silentMillis() {
        return underWay > 0 ? 0 : (System.nanoTime() - usedAt) / 1_000_000;
    }
}
