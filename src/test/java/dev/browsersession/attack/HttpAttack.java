package dev.browsersession.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes for a port of the keeper by who does not know its secret path. */
final class HttpAttack implements Attack {

    private static final List<String> PATHS = List.of(
            "/",
            "/json/version",
            "/json/list",
            "/json/new",
            "/devtools/browser/1",
            "/session",
            "/status",
            "/shutdown",
            "//",
            "/%00",
            "/../../etc/passwd",
            "http://127.0.0.1/json/version",
            "*",
            "/00000000000000000000000000000000/session");
    private static final List<String> METHODS = List.of("GET", "POST", "DELETE", "OPTIONS", "CONNECT", "PRI", "X");

    private final String name;
    private final int port;
    private final List<String> hosts;

    HttpAttack(String name, int port) {
        this.name = name;
        this.port = port;
        this.hosts = List.of(
                "127.0.0.1:" + port, "localhost:" + port, "evil.test", "evil.test:" + port, "127.0.0.1:1", "", "[::1]");
    }

    @Override
    public void once(Mutations mutations) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int requests = 1 + mutations.below(3); requests > 0; requests--) {
            byte[] request = request(mutations).getBytes(StandardCharsets.ISO_8859_1);
            bytes.writeBytes(
                    switch (mutations.below(4)) {
                        case 0 -> mutations.ofBytes(request);
                        case 1 -> mutations.oneIn(3) ? mutations.noise() : request;
                        default -> request;
                    });
        }
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            socket.setSoTimeout(300);
            String answer = exchange(socket, bytes.toByteArray());
            assertThat(answer).matches("(?s)|HTTP/1\\.1 (400|403|404|413|417|426|431) .*");
            assertThat(answer).doesNotContain("Exception", "dev.browsersession", "webSocketDebuggerUrl");
        }
    }

    private String request(Mutations mutations) {
        StringBuilder request = new StringBuilder();
        request.append(mutations.anyOf(METHODS))
                .append(' ')
                .append(mutations.anyOf(PATHS))
                .append(" HTTP/1.1\r\n");
        request.append("Host: ").append(mutations.anyOf(hosts)).append("\r\n");
        if (mutations.oneIn(3)) {
            request.append("Origin: ")
                    .append(mutations.anyOf(List.of("http://evil.test", "null", "")))
                    .append("\r\n");
        }
        if (mutations.oneIn(3)) {
            request.append("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
                    .append("Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n");
        }
        if (mutations.oneIn(3)) {
            request.append("Content-Length: ")
                    .append(mutations.anyOf(List.of("5", "-1", "999999999999", "0", "5, 6")))
                    .append("\r\n");
        }
        if (mutations.oneIn(5)) {
            request.append("Transfer-Encoding: chunked\r\n");
        }
        if (mutations.oneIn(10)) {
            request.append("X: ").append("y".repeat(mutations.below(200_000))).append("\r\n");
        }
        return request.append("\r\n").append(mutations.oneIn(2) ? "hello" : "").toString();
    }

    /** What was answered within a moment, or until it was closed. */
    private static String exchange(Socket socket, byte[] bytes) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getOutputStream().write(bytes);
            byte[] buffer = new byte[8192];
            for (int count = socket.getInputStream().read(buffer);
                    count >= 0;
                    count = socket.getInputStream().read(buffer)) {
                answer.write(buffer, 0, count);
            }
        } catch (SocketTimeoutException waitsForMore) {
            return answer.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException closedBeforeItHadReadAll) {
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return name;
    }
}
