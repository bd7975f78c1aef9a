package dev.browsersession.protocol;

/**
 * Wipes the default context of a leased session: state of every origin, extra tabs, permissions. Answered by {@link Done}.
 *
 * @param lease the lease
 * @param keepTarget the target id of the page to keep, blank; null where any will do
 */
public record Clear(String lease, String keepTarget) implements Message {

    public Clear {
        lease = Components.required(lease, "lease");
    }
}
