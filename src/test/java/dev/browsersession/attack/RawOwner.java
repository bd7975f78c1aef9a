package dev.browsersession.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connection to a keeper on which anything can be sent. */
final class RawOwner implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final SocketChannel channel;
    private final BufferedReader lines;
    private long lastId;

    private RawOwner(SocketChannel channel) {
        this.channel = channel;
        this.lines =
                new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    }

    /** Connected, and silent. */
    static RawOwner stranger(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new RawOwner(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Connected, and welcome. */
    static RawOwner greeted(Path socket) throws IOException {
        RawOwner owner = stranger(socket);
        JsonNode welcome = owner.ask("Hello", hello());
        if (!type(welcome).equals("Welcome")) {
            throw new IOException("not welcome: " + welcome);
        }
        return owner;
    }

    static Map<String, Object> hello() {
        return Map.of(
                "protocol",
                1,
                "version",
                "attack",
                "pid",
                ProcessHandle.current().pid());
    }

    /** Sends a request and waits for its answer. Events that come in between are dropped. */
    JsonNode ask(String type, Object body) throws IOException {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("id", ++lastId);
        envelope.put("type", type);
        envelope.put("body", body);
        return askLine(JSON.writeValueAsString(envelope), lastId);
    }

    /** Sends a line as it is, and waits for the answer to the id that is in it. */
    JsonNode askLine(String line, long id) throws IOException {
        send((line + "\n").getBytes(StandardCharsets.UTF_8));
        for (String answer = lines.readLine(); answer != null; answer = lines.readLine()) {
            JsonNode read = JSON.readTree(answer);
            if (read.path("id").asLong() == id) {
                return read;
            }
        }
        throw new IOException("the keeper has closed the connection");
    }

    /** Of an owner of its own: 30 MB in a line, and its answer. */
    static void sendLargeRequest(Path socket) throws IOException {
        try (RawOwner owner = greeted(socket)) {
            JsonNode answer = owner.ask("Stop", Map.of("lease", "x".repeat(30 << 20)));
            assertThat(message(answer)).isEqualTo("This owner has no such lease.");
        }
    }

    void send(byte[] bytes) throws IOException {
        // Not by a stream of the channel: such streams let nobody write while somebody waits for something to read.
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Null at the end of the connection. */
    String nextLine() throws IOException {
        return lines.readLine();
    }

    void finishSending() throws IOException {
        channel.shutdownOutput();
    }

    static String type(JsonNode answer) {
        return answer.path("type").asString();
    }

    /** The kind of a failure; empty for any other answer. */
    static String kind(JsonNode answer) {
        return type(answer).equals("Failure") ? answer.path("body").path("kind").asString() : "";
    }

    static String message(JsonNode answer) {
        return answer.path("body").path("message").asString("");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
