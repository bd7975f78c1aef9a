package dev.browsersession.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Frames on the websocket of a view by who knows its path, but means harm: mutated CDP and frames that are none. */
final class ViewSocketAttack implements Attack {

    private static final int TEXT = 0x81;
    private static final List<String> COMMANDS = List.of(
            "{\"id\":1,\"method\":\"Target.getTargets\",\"params\":{\"filter\":[{}]}}",
            "{\"id\":2,\"method\":\"Browser.close\"}",
            "{\"id\":3,\"method\":\"Target.attachToTarget\",\"params\":{\"targetId\":\"x\",\"flatten\":true}}",
            "{\"id\":4,\"method\":\"Target.createTarget\",\"params\":{\"url\":\"about:blank\",\"browserContextId\":\"x\"}}",
            "{\"id\":5,\"method\":\"Target.disposeBrowserContext\",\"params\":{\"browserContextId\":\"x\"}}",
            "{\"id\":6,\"method\":\"Storage.setCookies\",\"params\":{\"cookies\":[{\"name\":\"a\",\"value\":\"b\"}]}}",
            "{\"id\":7,\"method\":\"Target.setAutoAttach\",\"params\":{\"autoAttach\":true,\"waitForDebuggerOnStart\":true}}",
            "{\"id\":8,\"method\":\"Browser.getWindowForTarget\",\"params\":{\"targetId\":\"x\"},\"sessionId\":\"x\"}",
            "{\"id\":9,\"method\":\"Runtime.evaluate\",\"params\":{\"expression\":\"1\"},\"sessionId\":\"x\"}");

    private final URI url;

    ViewSocketAttack(URI url) {
        this.url = url;
    }

    @Override
    public void once(Mutations mutations) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), url.getPort())) {
            socket.setSoTimeout(20_000);
            assertThat(upgrade(socket)).startsWith("HTTP/1.1 101 ");
            socket.setSoTimeout(100);
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (int count = 1 + mutations.below(10); count > 0; count--) {
                byte[] payload = mutations.oneIn(4) ? mutations.noise() : mutations.ofJson(mutations.anyOf(COMMANDS));
                int head = mutations.oneIn(6) ? mutations.below(256) : TEXT;
                byte[] frame = frame(head, payload);
                frames.writeBytes(mutations.oneIn(8) ? mutations.ofBytes(frame) : frame);
            }
            send(socket, frames.toByteArray());
        }
    }

    private String upgrade(Socket socket) throws IOException {
        String request = "GET " + url.getPath() + " HTTP/1.1\r\nHost: 127.0.0.1:" + url.getPort()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!answer.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            answer.write(next);
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /** A masked frame, its mask all zeros. */
    private static byte[] frame(int head, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) head);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) 0xfe).putShort((short) payload.length);
        } else {
            frame.put((byte) 0xff).putLong(payload.length);
        }
        frame.putInt(0).put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private static void send(Socket socket, byte[] frames) {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        try {
            socket.getOutputStream().write(frames);
            byte[] buffer = new byte[8192];
            for (int count = socket.getInputStream().read(buffer);
                    count >= 0;
                    count = socket.getInputStream().read(buffer)) {
                answers.write(buffer, 0, count);
            }
        } catch (SocketTimeoutException nothingMore) {
            isHarmless(answers);
        } catch (IOException closedBeforeItHadReadAll) {
            isHarmless(answers);
        }
        isHarmless(answers);
    }

    private static void isHarmless(ByteArrayOutputStream answers) {
        assertThat(answers.toString(StandardCharsets.ISO_8859_1))
                .doesNotContain("dev.browsersession", "tools.jackson", "java.lang", "io.netty");
    }

    @Override
    public String toString() {
        return "a view's websocket";
    }
}
