package dev.browsersession.keeper.server;

/** What becomes of a request for a websocket. */
public sealed interface Upgrade {

    static Upgrade refuse(Reply reply) {
        return new Refused(reply);
    }

    static Upgrade to(ServedSession session) {
        return to(session, ClientCommands.NONE, () -> {});
    }

    /**
     * Lets a client have a session.
     *
     * @param commands what is answered in the browser's place
     * @param left called once, when the client has gone, or could not be let in after all; must not block
     */
    static Upgrade to(ServedSession session, ClientCommands commands, Runnable left) {
        return new Joined(session, commands, left);
    }

    /** There will be no websocket. */
    record Refused(Reply reply) implements Upgrade {}

    /** The client gets the whole browser of a session. */
    record Joined(ServedSession session, ClientCommands commands, Runnable left) implements Upgrade {}
}
