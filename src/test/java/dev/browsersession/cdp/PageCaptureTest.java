package dev.browsersession.cdp;

import static dev.browsersession.cdp.Chromium.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.browsersession.protocol.CapturedPage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCaptureTest {

    private static final Duration SHORT = Duration.ofSeconds(8);

    private static Chromium chromium;
    private static TestSite site;

    private String context;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        chromium = Chromium.start(directory);
        site = TestSite.start();
        site.page("/page", """
            <!doctype html>
            <title>A page</title>
            <script>
            console.log('hello', {a: 1}, [2, 'x'], 3, null);
            console.warn('careful');
            console.error(new Error('logged'));
            setTimeout(() => { throw new Error('thrown') }, 0);
            </script>
            <img src='/missing.png'>
            """);
        site.page("/second", "<title>Second</title>second");
    }

    @AfterAll
    static void end() {
        site.close();
        chromium.close();
    }

    @BeforeEach
    void createContext() throws Exception {
        context = Pages.createContext(chromium.control());
    }

    @AfterEach
    void disposeContext() throws Exception {
        Pages.disposeContext(chromium.control(), context);
    }

    private String open(String path) throws CdpException {
        String target = Pages.createPage(chromium.control(), context, 0, 0);
        chromium.visit(target, site.url("localhost", path)).close();
        return target;
    }

    private List<CapturedPage> capture(Duration limit) throws CdpException {
        return PageCapture.capture(chromium.control(), context, limit);
    }

    @Test
    void showsWhatAPageShows() throws Exception {
        open("/page");
        await().atMost(LIMIT).until(() -> capture(LIMIT).get(0).console().size() == 5);
        CapturedPage page = capture(LIMIT).get(0);
        String url = site.url("localhost", "/page");
        assertThat(page.url()).isEqualTo(url);
        assertThat(page.title()).isEqualTo("A page");
        assertThat(page.source()).startsWith("<!DOCTYPE html>\n<html>").contains("<img src=\"/missing.png\">");
        assertThat(Base64.getDecoder().decode(page.screenshot())).startsWith(0x89, 'P', 'N', 'G');
        assertThat(page.problems()).isEmpty();
        assertThat(page.console())
                .contains(
                        "[log] hello Object Array(2) 3 null (" + url + ":4)",
                        "[warning] careful (" + url + ":5)",
                        "[error] Uncaught Error: thrown (" + url + ":7)")
                .contains("[error] Error: logged (" + url + ":6)")
                .anyMatch(
                        line -> line.startsWith("[error] Failed to load resource: ") && line.contains("/missing.png"));
    }

    @Test
    void showsThePagesOfItsContextOnly() throws Exception {
        open("/page");
        open("/second");
        assertThat(capture(LIMIT)).extracting(CapturedPage::title).containsExactlyInAnyOrder("A page", "Second");
        assertThat(PageCapture.capture(chromium.control(), null, LIMIT))
                .extracting(CapturedPage::url)
                .containsExactly("about:blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alert('wait')", "while (true);"})
    void isNotHeldUpByAPageThatDoesNotAnswer(String expression) throws Exception {
        try (PageSession page = PageSession.attach(chromium.control(), open("/second"), LIMIT)) {
            page.send("Runtime.evaluate", Map.of("expression", expression));
            open("/page");
            List<CapturedPage> captured = capture(SHORT);
            assertThat(captured).hasSize(2);
            assertThat(captured)
                    .filteredOn(silent -> silent.url().endsWith("/second"))
                    .singleElement()
                    .satisfies(silent -> {
                        assertThat(silent.source()).isNull();
                        assertThat(silent.problems())
                                .anyMatch(problem -> problem.startsWith("Its source could not be read: the page did not"
                                        + " answer within 8000 ms; a dialog may be open on it"));
                    });
            assertThat(captured)
                    .filteredOn(other -> other.url().endsWith("/page"))
                    .singleElement()
                    .satisfies(other -> assertThat(other.source()).isNotNull());
        }
    }

    @Test
    void saysThatAPageHasCrashed() throws Exception {
        String target = open("/second");
        try (PageSession page = PageSession.attach(chromium.control(), target, LIMIT)) {
            page.send("Page.crash", Map.of());
            await().atMost(LIMIT)
                    .until(() -> capture(LIMIT).get(0).problems().toString().contains("has crashed"));
        }
        CapturedPage crashed = capture(LIMIT).get(0);
        assertThat(crashed.url()).endsWith("/second");
        assertThat(crashed.problems()).contains("Its source could not be read: the page has crashed.");
    }
}
