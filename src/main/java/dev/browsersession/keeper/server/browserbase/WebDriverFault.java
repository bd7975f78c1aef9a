package dev.browsersession.keeper.server.browserbase;

import dev.browsersession.keeper.server.Reply;
import java.util.Map;

/** Errors as the WebDriver standard has them. */
final class WebDriverFault {

    private WebDriverFault() {}

    static Reply of(int status, String error, String message) {
        return Reply.json(status, Map.of("value", Map.of("error", error, "message", message, "stacktrace", "")));
    }
}
