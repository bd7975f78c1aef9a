package dev.browsersession.cdp;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the browser was asked before its client wanted to know, and who waits for it by now. */
final class AheadAnswer {

    private final AheadCommand question;
    private final List<AheadCommand> askers = new ArrayList<>();
    private JsonNode result;

    AheadAnswer(AheadCommand question) {
        this.question = question;
    }

    AheadCommand question() {
        return question;
    }

    List<AheadCommand> askers() {
        return askers;
    }

    void arrived(JsonNode what) {
        result = what;
    }

    /** Null until it has arrived. */
    JsonNode result() {
        return result;
    }
}
