package dev.browsersession.protocol;

/**
 * An operator stops a session, whoever has it. Answered by {@link Stopped}: at once, or when the session is seen to be gone.
 *
 * @param session its id
 * @param untilGone whether the answer waits until the session is gone or has been given up
 */
public record StopSession(String session, boolean untilGone) implements Message {

    public StopSession {
        session = Components.required(session, "session");
    }
}
