package dev.browsersession.protocol;

/**
 * How and when a session ended.
 *
 * @param cause which of the ways
 * @param detail what is known beyond the cause, as the end of a sentence; may be empty
 * @param epochMillis when
 */
public record SessionEnd(Cause cause, String detail, long epochMillis) {

    public enum Cause {
        /** Its ttl was reached. */
        TTL_REACHED,
        /** Somebody stopped it. */
        STOPPED,
        /** Its browser ended by itself. */
        CRASHED,
        /** Its provider, which is not on this machine, says that it has ended. */
        ENDED,
        /** The connection to it was lost and could not be made again. */
        CONNECTION_LOST,
        /** The keeper ended, and took it along. Nobody is left to tell it: owners conclude it from the end of their connection. */
        KEEPER_ENDED
    }
}
