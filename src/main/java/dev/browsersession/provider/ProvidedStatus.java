package dev.browsersession.provider;

/**
 * How a session is, as its provider sees it.
 *
 * @param running whether it can be connected to
 * @param detail why not, as the end of a sentence; empty while it runs
 */
public record ProvidedStatus(boolean running, String detail) {

    public static final ProvidedStatus RUNNING = new ProvidedStatus(true, "");

    public static ProvidedStatus ended(String detail) {
        return new ProvidedStatus(false, detail);
    }
}
