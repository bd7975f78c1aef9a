package dev.browsersession.provider;

/**
 * How a session is, as its provider sees it.
 *
 * @param running whether it can be connected to
 * @param detail why not, as the end of a sentence; empty while it runs
 * @param timeIsOver whether it ended because the time that it was given was over
 */
public record ProvidedStatus(boolean running, String detail, boolean timeIsOver) {

    public static final ProvidedStatus RUNNING = new ProvidedStatus(true, "", false);

    /** It has ended, for whatever reason. */
    public static ProvidedStatus ended(String detail) {
        return new ProvidedStatus(false, detail, false);
    }

    /** It has ended because it reached its ttl, or a time limit of the provider. */
    public static ProvidedStatus expired(String detail) {
        return new ProvidedStatus(false, detail, true);
    }
}
