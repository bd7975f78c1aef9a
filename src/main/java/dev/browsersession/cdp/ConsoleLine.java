package dev.browsersession.cdp;

import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One line of a page's console.
 *
 * @param timestamp milliseconds since the epoch
 * @param text {@code [level] text (url:line)}
 */
record ConsoleLine(double timestamp, String text) {

    static Optional<ConsoleLine> of(CdpEvent event) {
        JsonNode params = event.params();
        return switch (event.method()) {
            case "Runtime.consoleAPICalled" -> Optional.of(ofCall(params));
            case "Runtime.exceptionThrown" -> Optional.of(ofException(params));
            case "Log.entryAdded" -> Optional.of(ofEntry(params.path("entry")));
            default -> Optional.empty();
        };
    }

    private static ConsoleLine ofCall(JsonNode call) {
        String text =
                call.path("args").values().stream().map(ConsoleLine::shown).collect(Collectors.joining(" "));
        JsonNode top = call.path("stackTrace").path("callFrames").path(0);
        return line(call, call.path("type").asString("log"), text, top);
    }

    private static ConsoleLine ofException(JsonNode thrown) {
        JsonNode details = thrown.path("exceptionDetails");
        String text = details.path("text").asString("");
        return line(thrown, "error", (text + " " + shown(details.path("exception"))).strip(), details);
    }

    private static ConsoleLine ofEntry(JsonNode entry) {
        return line(
                entry, entry.path("level").asString("info"), entry.path("text").asString(""), entry);
    }

    private static ConsoleLine line(JsonNode timed, String level, String text, JsonNode place) {
        String url = place.path("url").asString("");
        String where = "";
        if (!url.isEmpty()) {
            // CDP counts lines from 0, people from 1.
            where = place.has("lineNumber")
                    ? " (" + url + ":" + (place.path("lineNumber").asInt(0) + 1) + ")"
                    : " (" + url + ")";
        }
        return new ConsoleLine(timed.path("timestamp").asDouble(0), "[" + level + "] " + text + where);
    }

    private static String shown(JsonNode value) {
        if (value.has("value")) {
            return value.path("value").isString()
                    ? value.path("value").asString()
                    : value.path("value").toString();
        }
        // An error's description is its whole stack; the line names the place already.
        return firstLine(value.path("unserializableValue")
                .asString(value.path("description").asString(value.path("type").asString(""))));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
