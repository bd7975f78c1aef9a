package dev.browsersession.protocol;

/**
 * A session at one moment.
 *
 * @param id the provider's id
 * @param provider the provider's name
 * @param createdEpochMillis when it was created
 * @param expiresEpochMillis when its ttl ends
 * @param ttlLeftMillis what is left of its ttl, by elapsed time
 * @param keepAlive whether it survives a disconnect
 * @param liveViewUrl where a person can watch it and stop it, and whoever has this URL: its provider's page, or the keeper's; null
 *     where there is no such page
 * @param connectUrl its CDP URL; null where it has none
 * @param browserVersion as in {@code Chrome/156.0.8078.73}; null where unknown
 * @param end how it ended; null while it is alive
 */
public record SessionSnapshot(
        String id,
        String provider,
        long createdEpochMillis,
        long expiresEpochMillis,
        long ttlLeftMillis,
        boolean keepAlive,
        String liveViewUrl,
        Secret connectUrl,
        String browserVersion,
        SessionEnd end)
        implements Message {

    /** The same session, ended. */
    public SessionSnapshot withEnd(SessionEnd ended) {
        return new SessionSnapshot(
                id,
                provider,
                createdEpochMillis,
                expiresEpochMillis,
                0,
                keepAlive,
                liveViewUrl,
                connectUrl,
                browserVersion,
                ended);
    }
}
