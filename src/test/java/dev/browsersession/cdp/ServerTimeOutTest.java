package dev.browsersession.cdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that ends a browser by writing HTTP into its websocket, as the open-source Browserless does. */
class ServerTimeOutTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void endGroup() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void isToldInWordsAndNotAsWhatTheDecoderSays() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server));
            URI url = URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/");
            try (CdpConnection connection = CdpConnection.connect(group, url, LIMIT)) {
                await().atMost(LIMIT).until(() -> connection.closed().isDone());
                assertThat(connection.closed().join()).contains("a time limit of the server is over");
            }
            assertThat(served).succeedsWithin(LIMIT);
        }
    }

    private static void serve(ServerSocket server) {
        try (Socket client = server.accept()) {
            BufferedReader head = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            String key = "";
            for (String line = head.readLine(); !line.isEmpty(); line = head.readLine()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                    key = line.substring(line.indexOf(':') + 1).strip();
                }
            }
            byte[] accept = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(ISO_8859_1));
            client.getOutputStream()
                    .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: "
                                    + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n"
                                    + "HTTP/1.1 408 Request Timeout\r\n\r\n")
                            .getBytes(ISO_8859_1));
            client.getOutputStream().flush();
            head.read();
        } catch (IOException | java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
