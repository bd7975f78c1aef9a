package dev.browsersession.protocol;

/**
 * Leaves a view, and with it the session, as a failed test left them, for people to look at. The view is disconnected and the
 * owner's no longer; both stay for the time given, but not beyond the ttl, whatever becomes of the lease. Answered by
 * {@link Held}.
 *
 * @param view the view
 * @param millis for how long, in milliseconds
 * @param holder the failed test, for messages to people
 */
public record Hold(String view, long millis, String holder) implements Message {

    public Hold {
        view = Components.required(view, "view");
    }
}
