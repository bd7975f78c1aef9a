package dev.browsersession.protocol;

/** Stops a leased session before its time; the lease stays until released. Answered by {@link Stopped}. */
public record Stop(String lease) implements Message {

    public Stop {
        lease = Components.required(lease, "lease");
    }
}
