package dev.browsersession.protocol;

/**
 * How a session is shared.
 *
 * @param name what it is known by
 * @param claimed whether its default context is used, for which the owner holds a {@link Claim}
 * @param lingerMillis how long it waits for its next lease after its last run has ended, in milliseconds; 0 for not at all
 * @param minLeftMillis a session with less of its ttl left is not joined: a new one takes its name
 */
public record Sharing(SharedName name, boolean claimed, long lingerMillis, long minLeftMillis) {

    public Sharing {
        name = Components.required(name, "name");
    }
}
