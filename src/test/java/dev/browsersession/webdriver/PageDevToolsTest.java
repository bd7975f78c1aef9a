package dev.browsersession.webdriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.browsersession.protocol.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.devtools.Command;
import org.openqa.selenium.devtools.DevTools;
import org.openqa.selenium.devtools.idealized.log.model.LogEntry;
import org.openqa.selenium.json.Json;

class PageDevToolsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    static RunningChrome running;

    @BeforeAll
    static void startChrome() throws IOException {
        running = new RunningChrome(directory);
    }

    @AfterAll
    static void stopChrome() {
        running.close();
    }

    @Test
    void isAttachedToThePageWithoutAnyWebDriver() throws IOException {
        try (DevTools devTools = attach()) {
            devTools.send(new Command<>("Page.navigate", Map.of("url", running.page("/plain"))));

            await().atMost(LIMIT)
                    .until(() -> evaluate(devTools, "document.title").equals("/plain"));
        }
        assertThat(running.isAlive()).isTrue();
    }

    @Test
    void hearsWhatTheLogDomainSays() throws IOException {
        try (DevTools devTools = attach()) {
            List<LogEntry> entries = new CopyOnWriteArrayList<>();
            devTools.addListener(devTools.getDomains().log().entryAdded(), entry -> entries.add(entry));
            devTools.send(devTools.getDomains().log().enable());
            devTools.send(new Command<>("Page.navigate", Map.of("url", running.page("/log"))));
            await().atMost(LIMIT)
                    .until(() -> evaluate(devTools, "document.title").equals("/log"));
            evaluate(devTools, "fetch('http://127.0.0.1:1/').catch(() => 1) && 1");

            await().atMost(LIMIT).untilAsserted(() -> assertThat(entries)
                    .anySatisfy(
                            entry -> assertThat(entry.getEntry().getMessage()).isNotBlank()));
        }
    }

    @Test
    void attachingAgainStaysOnThePage() throws IOException {
        try (DevTools devTools = attach()) {
            devTools.createSession();
            devTools.createSessionIfThereIsNotOne();

            assertThat(evaluate(devTools, "'still ' + 'here'")).isEqualTo("still here");
            assertThat(devTools.send(devTools.getDomains().target().getTargets()))
                    .extracting(target -> target.getTargetId().toString())
                    .contains(running.view().target());
        }
    }

    @Test
    void anUnknownPageOrAnUnreachableViewFailsWithoutTheSecret() throws IOException {
        Secret real = running.webSocketUrl();
        Secret nowhere = new Secret("ws://127.0.0.1:1/a-path-that-nobody-may-read?token=neither-this-one");

        assertThatThrownBy(() -> PageDevTools.attach(real, "no-such-page", null))
                .hasMessageContaining("Unable to find target id");
        assertThatThrownBy(() -> PageDevTools.attach(nowhere, "page", "156.0"))
                .hasMessageContaining("JdkWebSocket initial request")
                .extracting(failure -> Throwables.getStackTrace(failure))
                .asString()
                .doesNotContain("nobody-may-read", "neither-this-one");
    }

    private static DevTools attach() throws IOException {
        return PageDevTools.attach(running.webSocketUrl(), running.view().target(), "Chrome/156.0.1.2");
    }

    private static Object evaluate(DevTools devTools, String expression) {
        Map<String, Object> answer = devTools.send(new Command<>(
                "Runtime.evaluate", Map.of("expression", expression), input -> input.read(Json.MAP_TYPE)));
        return ((Map<?, ?>) answer.get("result")).get("value");
    }
}
