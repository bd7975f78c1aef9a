package dev.browsersession.webdriver;

import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.devtools.Command;
import org.openqa.selenium.devtools.Event;
import org.openqa.selenium.devtools.idealized.log.Log;
import org.openqa.selenium.devtools.idealized.log.model.LogEntry;

/** The {@code Log} domain as Selenium uses it; it clears the log whenever it attaches to a page. */
final class PlainLog implements Log {

    @Override
    public Command<Void> enable() {
        return new Command<>("Log.enable", Map.of(), PlainTarget::nothing);
    }

    @Override
    public Command<Void> clear() {
        return new Command<>("Log.clear", Map.of(), PlainTarget::nothing);
    }

    @Override
    public Event<LogEntry> entryAdded() {
        return new Event<>(
                "Log.entryAdded",
                input -> entry((Map<?, ?>) PlainTarget.object(input).get("entry")));
    }

    private static LogEntry entry(Map<?, ?> entry) {
        long millis = entry.get("timestamp") instanceof Number number ? number.longValue() : 0;
        return new LogEntry(
                PlainTarget.text(entry, "source"),
                new org.openqa.selenium.logging.LogEntry(
                        level(PlainTarget.text(entry, "level")), millis, PlainTarget.text(entry, "text")));
    }

    private static Level level(String name) {
        return switch (name) {
            case "error" -> Level.SEVERE;
            case "warning" -> Level.WARNING;
            case "verbose" -> Level.FINEST;
            default -> Level.INFO;
        };
    }
}
