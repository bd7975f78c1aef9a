package dev.browsersession.cdp;

import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a page's console was told, as ChromeDriver has it in its browser log.
 *
 * @param level as WebDriver clients name it
 * @param source who told it
 * @param message {@code place line text}
 * @param timestamp milliseconds since the epoch
 */
public record BrowserLogEntry(String level, String source, String message, long timestamp) {

    private static final String API = "console-api";

    static Optional<BrowserLogEntry> of(CdpEvent event) {
        JsonNode params = event.params();
        return switch (event.method()) {
            case "Runtime.consoleAPICalled" -> Optional.of(ofCall(params));
            case "Runtime.exceptionThrown" -> Optional.of(ofException(params));
            case "Log.entryAdded" -> Optional.of(ofEntry(params.path("entry")));
            default -> Optional.empty();
        };
    }

    private static BrowserLogEntry ofCall(JsonNode call) {
        JsonNode top = call.path("stackTrace").path("callFrames").path(0);
        String text =
                call.path("args").values().stream().map(BrowserLogEntry::shown).collect(Collectors.joining(" "));
        return new BrowserLogEntry(
                level(call.path("type").asString("")), API, place(top, API) + " " + text, timestamp(call));
    }

    private static BrowserLogEntry ofException(JsonNode thrown) {
        JsonNode details = thrown.path("exceptionDetails");
        String text = details.path("text").asString("");
        if (details.has("exception")) {
            // Of an error, the description is its whole stack.
            text += " " + shown(details.path("exception")).lines().findFirst().orElse("");
        }
        return new BrowserLogEntry(
                "SEVERE", "javascript", place(details, "javascript") + " " + text, timestamp(thrown));
    }

    private static BrowserLogEntry ofEntry(JsonNode entry) {
        String source = entry.path("source").asString("");
        String url = entry.path("url").asString("");
        String line = entry.has("lineNumber") ? entry.path("lineNumber").asString("") : "-";
        return new BrowserLogEntry(
                level(entry.path("level").asString("")),
                source,
                (url.isEmpty() ? source : url) + " " + line + " "
                        + entry.path("text").asString(""),
                timestamp(entry));
    }

    private static String place(JsonNode at, String otherwise) {
        if (!at.has("lineNumber")) {
            return otherwise + " -";
        }
        String url = at.path("url").asString("");
        return (url.isEmpty() ? otherwise : url) + " " + at.path("lineNumber").asInt() + ":"
                + at.path("columnNumber").asInt();
    }

    private static String shown(JsonNode value) {
        if (value.path("type").asString("").equals("undefined")) {
            return "undefined";
        }
        String description = value.path("description").asString("");
        return description.isEmpty() ? value.path("value").toString() : description;
    }

    private static String level(String word) {
        return switch (word) {
            case "error", "assert" -> "SEVERE";
            case "warning" -> "WARNING";
            case "debug", "verbose" -> "DEBUG";
            default -> "INFO";
        };
    }

    private static long timestamp(JsonNode timed) {
        return (long) timed.path("timestamp").asDouble(0);
    }
}
