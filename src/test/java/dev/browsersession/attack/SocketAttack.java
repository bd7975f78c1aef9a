package dev.browsersession.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bytes for the keeper's socket, by strangers and by owners, about leases that are somebody else's. */
final class SocketAttack implements Attack {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path socket;
    private final List<String> requests = new ArrayList<>();

    SocketAttack(Path socket, String lease, String view) {
        this.socket = socket;
        Map<String, Map<String, Object>> bodies = new TreeMap<>(Requests.about(lease, view, lease));
        bodies.put("Hello", RawOwner.hello());
        bodies.put("Claim", Map.of("names", List.of(Map.of("name", "fuzz")), "holder", "fuzz", "limitMillis", 1));
        bodies.put("Describe", Map.of("provider", "local"));
        // Nothing that could start a browser, however it is changed: there is no such provider.
        bodies.put(
                "Acquire",
                Map.of(
                        "spec",
                        Map.of("provider", "none", "ttlMillis", 1000, "options", Map.of("local.headless", "no")),
                        "environment",
                        Map.of("A", "b"),
                        "browser",
                        "/bin/true"));
        bodies.forEach((type, body) ->
                requests.add(JSON.writeValueAsString(new TreeMap<>(Map.of("id", 7, "type", type, "body", body)))));
    }

    @Override
    public void once(Mutations mutations) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!mutations.oneIn(3)) {
            bytes.writeBytes(
                    line("{\"id\":1,\"type\":\"Hello\",\"body\":" + JSON.writeValueAsString(RawOwner.hello()) + "}"));
        }
        for (int lines = 1 + mutations.below(10); lines > 0; lines--) {
            bytes.writeBytes(mutations.oneIn(8) ? mutations.noise() : mutations.ofJson(mutations.anyOf(requests)));
            if (!mutations.oneIn(10)) {
                bytes.write('\n');
            }
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            if (send(channel, bytes.toByteArray()) && !mutations.oneIn(4)) {
                channel.shutdownOutput();
                read(channel).lines().forEach(SocketAttack::isAnAnswer);
            }
        }
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** False where the keeper has closed the connection meanwhile. */
    private static boolean send(SocketChannel channel, byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static String read(SocketChannel channel) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try {
            while (channel.read(buffer) >= 0) {
                read.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        } catch (IOException reset) {
            // The keeper has closed it before it had read everything; what it said before counts.
            return read.toString(StandardCharsets.UTF_8);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private static void isAnAnswer(String line) {
        JsonNode answer = JSON.readTree(line);
        assertThat(answer.path("type").asString())
                .as(line)
                .isIn("Failure", "Welcome", "ProviderDescription", "Claimed");
        assertThat(RawOwner.kind(answer)).as(line).isIn("", "BAD_REQUEST", "CONFIGURATION", "CONFLICT", "LIMIT");
        assertThat(RawOwner.message(answer)).doesNotContain("Exception", "dev.browsersession", "\n");
    }

    @Override
    public String toString() {
        return "socket";
    }
}
