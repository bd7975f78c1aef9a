package dev.browsersession.keeper.server;

/**
 * How large the body of a request may be that is gathered in memory.
 *
 * @param bytes how many it may have; {@link #LARGEST} at most
 * @param tooLarge the answer to one that has more
 */
public record BodyLimit(int bytes, Reply tooLarge) {

    /** For requests of those who have shown that they may send them. */
    public static final int LARGEST = 64 << 20;

    static final BodyLimit USUAL = usual(Reply.text(413, "A request may have a body of at most 1 MB."));

    /**
     * A megabyte, as for any request.
     *
     * @param tooLarge the answer to one that has more
     */
    public static BodyLimit usual(Reply tooLarge) {
        return new BodyLimit(1 << 20, tooLarge);
    }
}
