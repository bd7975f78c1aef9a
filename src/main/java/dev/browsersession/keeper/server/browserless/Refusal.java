package dev.browsersession.keeper.server.browserless;

import dev.browsersession.keeper.server.Reply;

/** A request is not carried out, and is told so with a status and a sentence. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    static Refusal badField(String sentence) {
        return new Refusal(400, sentence);
    }

    /** What Browserless says of what a plan lacks. */
    static Refusal notHere(String what) {
        return new Refusal(401, what + " is not available on this server.");
    }

    static Refusal unknownSession() {
        return new Refusal(404, "The session wasn't found.");
    }

    Reply reply() {
        return Reply.text(status, getMessage());
    }
}
