package dev.browsersession.cdp;

import static dev.browsersession.cdp.Chromium.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdpConnectionTest {

    private static Chromium chromium;

    @BeforeAll
    static void startChromium(@TempDir Path directory) throws Exception {
        chromium = Chromium.start(directory);
    }

    @AfterAll
    static void endChromium() {
        chromium.close();
    }

    @Test
    void asksTheBrowserForItsVersion() throws Exception {
        BrowserVersion version = BrowserVersion.of(chromium.control());
        assertThat(version.product()).matches("Chrome/\\d+(\\.\\d+){3}");
        assertThat(version.product()).startsWith("Chrome/" + version.major() + ".");
        assertThat(version.webKitVersion()).matches("537\\.36 \\(@[0-9a-f]{40}\\)");
    }

    @Test
    void saysWhatTheBrowserRefused() {
        assertThatThrownBy(() -> chromium.control().call(null, "Page.unheardOf", Map.of(), LIMIT))
                .isInstanceOf(CdpException.class)
                .hasMessageContaining("Page.unheardOf was refused by the browser: ")
                .extracting(failure -> ((CdpException) failure).connectionLost())
                .isEqualTo(false);
    }

    @Test
    void saysWhatWasNotAnswered() throws Exception {
        String target = Pages.createPage(chromium.control(), null, 0, 0);
        try (PageSession page = PageSession.attach(chromium.control(), target, LIMIT)) {
            Map<String, ?> never = Map.of("expression", "new Promise(() => {})", "awaitPromise", true);
            assertThatThrownBy(() -> page.call("Runtime.evaluate", never, Duration.ofMillis(200)))
                    .isInstanceOf(CdpException.class)
                    .hasMessageContaining("Runtime.evaluate was not answered")
                    .hasMessageContaining("within 200 ms");
        }
        Pages.closePage(chromium.control(), target);
    }

    @Test
    void hearsEventsUntilItsRegistrationIsClosed() throws Exception {
        BlockingQueue<CdpEvent> events = new LinkedBlockingQueue<>();
        try (CdpConnection connection = chromium.connect()) {
            Registration listening = connection.onEvent(events::add);
            connection.call(null, "Target.setDiscoverTargets", Map.of("discover", true), LIMIT);
            assertThat(events.poll(20, TimeUnit.SECONDS).method()).isEqualTo("Target.targetCreated");
            listening.close();
            events.clear();
            BlockingQueue<CdpEvent> heardByAnother = new LinkedBlockingQueue<>();
            connection.onEvent(heardByAnother::add);
            Pages.closePage(connection, Pages.createPage(connection, null, 0, 0));
            await().untilAsserted(() -> assertThat(heardByAnother)
                    .extracting(CdpEvent::method)
                    .contains("Target.targetCreated", "Target.targetDestroyed"));
            assertThat(events).isEmpty();
        }
    }

    @Test
    void failsWhatIsAskedOnceItIsClosed() throws Exception {
        CdpConnection connection = chromium.connect();
        connection.close();
        connection.close();
        assertThat(connection.closed()).isCompletedWithValue("it was closed by the keeper");
        assertThat(connection.send(null, "Browser.getVersion", Map.of()))
                .failsWithin(LIMIT)
                .withThrowableThat()
                .havingCause()
                .asInstanceOf(InstanceOfAssertFactories.type(CdpException.class))
                .matches(CdpException::connectionLost);
    }

    @Test
    void noticesThatTheBrowserIsGone(@TempDir Path directory) throws Exception {
        Chromium other = Chromium.start(directory);
        try (CdpConnection connection = other.connect()) {
            other.close();
            await().atMost(LIMIT).until(() -> connection.closed().isDone());
            assertThatThrownBy(() -> connection.call(null, "Browser.getVersion", Map.of(), LIMIT))
                    .matches(failure -> ((CdpException) failure).connectionLost());
        } finally {
            other.close();
        }
    }

    @Test
    void saysWhichHostItCouldNotReachAndKeepsTheRestOfTheUrlToItself() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        for (String scheme : List.of("ws", "wss")) {
            URI url = URI.create(scheme + "://127.0.0.1:" + port + "/path?token=hidden");
            assertThatThrownBy(() -> CdpConnection.connect(chromium.group(), url, LIMIT))
                    .isInstanceOf(CdpException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageNotContaining("hidden")
                    .matches(failure -> ((CdpException) failure).connectionLost());
        }
    }

    @Test
    void saysThatThereIsNoBrowserAtItsUrl() {
        URI url = chromium.url().resolve("/devtools/browser/none");
        assertThatThrownBy(() -> CdpConnection.connect(chromium.group(), url, LIMIT))
                .hasMessageContaining("it answered with status 404");
    }

    @Test
    void makesPagesOfTheSizeThatWasAskedFor() throws Exception {
        String context = Pages.createContext(chromium.control());
        String target = Pages.createPage(chromium.control(), context, 1001, 701);
        try (PageSession page = PageSession.attach(chromium.control(), target, LIMIT)) {
            await().atMost(LIMIT).until(() -> Chromium.evaluate(page, "[outerWidth, outerHeight].join()")
                    .equals("1001,701"));
        }
        Pages.disposeContext(chromium.control(), context);
    }
}
