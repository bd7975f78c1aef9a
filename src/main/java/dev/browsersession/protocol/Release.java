package dev.browsersession.protocol;

/**
 * Gives a lease back; with the last lease the session is stopped. Answered by {@link Stopped}, or by {@link Kept}.
 *
 * @param lease the lease
 * @param clear whether to wipe the default context before
 */
public record Release(String lease, boolean clear) implements Message {

    public Release {
        lease = Components.required(lease, "lease");
    }
}
