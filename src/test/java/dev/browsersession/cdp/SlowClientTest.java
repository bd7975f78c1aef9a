package dev.browsersession.cdp;

import static dev.browsersession.cdp.Chromium.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A client that stops reading, on a connection that others use too. */
class SlowClientTest extends ViewTestCase {

    private static final Pattern ATTACHED = Pattern.compile("\"sessionId\":\"([0-9A-F]+)\"");

    @Override
    UpstreamKind upstream() {
        return UpstreamKind.SHARED;
    }

    /** Reads one message, and no more until it is asked to. */
    private static final class OneMessage implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<String> message = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                message.complete(text.toString());
            }
            if (!last) {
                socket.request(1);
            }
            return null;
        }
    }

    @Test
    void isGivenUpWhileTheOthersGoOn() throws Exception {
        OneMessage reads = new OneMessage();
        WebSocket slow = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(view.port().webSocketUrl().value()), reads)
                .get(20, TimeUnit.SECONDS);
        send(
                slow,
                "{\"id\":1,\"method\":\"Target.attachToTarget\",\"params\":{\"flatten\":true,\"targetId\":\""
                        + view.page() + "\"}}");
        Matcher attached = ATTACHED.matcher(reads.message.get(20, TimeUnit.SECONDS));
        assertThat(attached.find()).isTrue();
        try (TestView other = chromium.newView(UpstreamKind.SHARED);
                CdpConnection client = connect(other);
                PageSession page = PageSession.attach(client, other.page(), LIMIT)) {
            for (int id = 2; id < 20; id++) {
                send(
                        slow,
                        "{\"id\":" + id + ",\"method\":\"Runtime.evaluate\",\"sessionId\":\"" + attached.group(1)
                                + "\",\"params\":{\"expression\":\"'x'.repeat(8000000)\"}}");
                assertThat(Chromium.evaluate(page, "'alive'")).isEqualTo("alive");
            }
            await().atMost(LIMIT.multipliedBy(3)).until(() -> view.port().openConnections() == 0);
            assertThat(Chromium.evaluate(page, "'alive'")).isEqualTo("alive");
            Pages.disposeContext(chromium.control(), other.context());
        }
        slow.abort();
    }

    private static void send(WebSocket socket, String text) throws Exception {
        socket.sendText(text, true).get(20, TimeUnit.SECONDS);
    }

    @Test
    void leavesNothingBehindAtTheBrowser() throws Exception {
        try (CdpConnection client = connect()) {
            client.call(null, "Target.setDiscoverTargets", Map.of("discover", true), LIMIT);
            PageSession.attach(client, view.page(), LIMIT);
            assertThat(attachedToPage()).isTrue();
        }
        await().atMost(LIMIT).until(() -> !attachedToPage());
    }

    private boolean attachedToPage() throws CdpException {
        return chromium.control()
                .call(null, "Target.getTargetInfo", Map.of("targetId", view.page()), LIMIT)
                .path("targetInfo")
                .path("attached")
                .asBoolean();
    }
}
