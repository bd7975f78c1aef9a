package dev.browsersession.protocol;

/** Ends a view: its WebDriver session, its connections, its browser context. Answered by {@link Done}. */
public record CloseView(String view) implements Message {

    public CloseView {
        view = Components.required(view, "view");
    }
}
