package dev.browsersession.lease;

import dev.browsersession.protocol.Message;
import dev.browsersession.protocol.MessageTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.json.JsonOutput;

/** Messages as JSON lines, by the JSON reader and writer that Selenium brings, so that the owner needs no other. */
final class Wire {

    private static final Json JSON = new Json();

    private Wire() {}

    record Envelope(long id, Message body) {}

    static String line(long id, Message message) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("id", id);
        envelope.put("type", MessageTypes.nameOf(message.getClass()));
        envelope.put("body", RecordMaps.toMap((Record) message));
        StringBuilder line = new StringBuilder();
        try (JsonOutput output = JSON.newOutput(line).setPrettyPrint(false)) {
            output.write(envelope);
        }
        return line.toString();
    }

    static Envelope read(String line) {
        Map<String, Object> envelope = JSON.toType(line, Json.MAP_TYPE);
        String type = String.valueOf(envelope.get("type"));
        Class<? extends Message> messageType = MessageTypes.named(type)
                .orElseThrow(() -> new IllegalArgumentException("the keeper sent a message of unknown type " + type));
        Object body = RecordMaps.toRecord(messageType.asSubclass(Record.class), envelope.get("body"));
        return new Envelope(((Number) envelope.get("id")).longValue(), messageType.cast(body));
    }
}
