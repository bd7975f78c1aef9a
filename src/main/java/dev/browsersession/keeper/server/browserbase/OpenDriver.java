package dev.browsersession.keeper.server.browserbase;

import java.net.URI;

/** A ChromeDriver's session. */
final class OpenDriver {

    private final RunningSession session;
    private final String view;
    private final URI baseUrl;
    private volatile long usedAt = System.nanoTime();

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

    void used() {
        usedAt = System.nanoTime();
    }

    long silentMillis() {
        return (System.nanoTime() - usedAt) / 1_000_000;
    }
}
