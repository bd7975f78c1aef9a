package dev.browsersession.protocol;

/** Asks how a leased session is, and looks before answering; answered by {@link SessionSnapshot}. */
public record Inspect(String lease) implements Message {

    public Inspect {
        lease = Components.required(lease, "lease");
    }
}
