package dev.browsersession.cdp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/**
 * The id and the CDP session of a message, and the same message with others. What lies between them is not copied, and not even
 * read where they stand as Chrome writes them: the id first, the session last.
 */
final class Envelope {

    private static final byte[] ID = "{\"id\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SESSION = ",\"sessionId\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_SESSION = 128;

    private final ByteBuf message;
    private final int sessionAt;
    private Places places;

    /** What a look at the whole message tells: where the id's digits begin, -1 where there are none, and the session. */
    private record Places(int idAt, String session) {}

    /** The buffer stays the caller's. */
    Envelope(ByteBuf message) {
        this.message = message.duplicate();
        this.sessionAt = lastProperty();
    }

    int id() {
        int at = idAt();
        return Integer.parseInt(message.toString(at, idEnd(at) - at, StandardCharsets.US_ASCII));
    }

    /** Null for the browser itself. */
    String sessionId() {
        if (sessionAt < 0) {
            return places().session;
        }
        int from = sessionAt + SESSION.length;
        return message.toString(from, message.writerIndex() - 2 - from, StandardCharsets.US_ASCII);
    }

    /** A client's command under another id; one for the browser itself is sent on the client's own session with it. */
    ByteBuf toBrowser(int id, String ownSession) {
        Places found = places();
        if (found.session == null) {
            ObjectNode command = (ObjectNode) CdpJson.tree(message);
            return CdpJson.bytes(command.put("id", id).put("sessionId", ownSession));
        }
        return withId(found.idAt, id, message.writerIndex());
    }

    /** An answer, under the client's id, or an event; without the client's own session, of which it does not know. */
    ByteBuf toClient(Integer id, String ownSession) {
        boolean hides = ownSession.equals(sessionId());
        if (hides && sessionAt < 0) {
            ObjectNode all = (ObjectNode) CdpJson.tree(message);
            all.remove("sessionId");
            return CdpJson.bytes(id == null ? all : all.put("id", id));
        }
        int end = hides ? sessionAt : message.writerIndex();
        ByteBuf kept = id == null
                ? message.retainedSlice(message.readerIndex(), end - message.readerIndex())
                : withId(idAt(), id, end);
        return hides ? Unpooled.wrappedBuffer(kept, text("}")) : kept;
    }

    private ByteBuf withId(int at, int id, int end) {
        int start = message.readerIndex();
        int rest = idEnd(at);
        return Unpooled.wrappedBuffer(
                message.retainedSlice(start, at - start),
                text(Integer.toString(id)),
                message.retainedSlice(rest, end - rest));
    }

    private static ByteBuf text(String ascii) {
        return Unpooled.copiedBuffer(ascii, StandardCharsets.US_ASCII);
    }

    private int idAt() {
        int start = message.readerIndex();
        if (matches(ID, start)) {
            return start + ID.length;
        }
        return places().idAt;
    }

    private int idEnd(int at) {
        int end = at;
        while (end < message.writerIndex() && (message.getByte(end) == '-' || isDigit(message.getByte(end)))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    /**
     * Where {@code ,"sessionId":"…"}} begins when the message ends with it, else -1. Found there it is no part of anything else:
     * inside a string its quotes would stand behind backslashes, and inside another object a second brace would follow.
     */
    private int lastProperty() {
        int end = message.writerIndex() - 2;
        if (end < 0 || message.getByte(end) != '"' || message.getByte(end + 1) != '}') {
            return -1;
        }
        int from = end;
        int first = Math.max(message.readerIndex() + SESSION.length, end - MAX_SESSION);
        while (from > first && isWord(message.getByte(from - 1))) {
            from--;
        }
        int at = from - SESSION.length;
        return from < end && at > message.readerIndex() && matches(SESSION, at) ? at : -1;
    }

    private static boolean isWord(byte character) {
        return Character.isLetterOrDigit(character) || character == '-' || character == '_';
    }

    private boolean matches(byte[] expected, int at) {
        if (at + expected.length > message.writerIndex()) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (message.getByte(at + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private Places places() {
        if (places == null) {
            places = look();
        }
        return places;
    }

    private Places look() {
        int idAt = -1;
        String session = null;
        try (JsonParser parser = CdpJson.parser(message)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("id")) {
                    idAt = message.readerIndex()
                            + (int) parser.currentTokenLocation().getByteOffset();
                } else if (name.equals("sessionId") && value == JsonToken.VALUE_STRING) {
                    session = parser.getString().isEmpty() ? null : parser.getString();
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new Places(idAt, session);
    }
}
