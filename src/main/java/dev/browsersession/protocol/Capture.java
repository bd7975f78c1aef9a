package dev.browsersession.protocol;

/** Asks what each open page of a view shows; answered by {@link Captured}. */
public record Capture(String view) implements Message {

    public Capture {
        view = Components.required(view, "view");
    }
}
