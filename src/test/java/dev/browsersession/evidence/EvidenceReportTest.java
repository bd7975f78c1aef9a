package dev.browsersession.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.CapturedPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceReportTest {

    @Test
    void eachPageHasItsEntriesAndTheFilesAreListed() {
        CapturedPage first = new CapturedPage("http://a/", "A", null, null, List.of("one", "two"), List.of());
        CapturedPage second = new CapturedPage("http://b/", "B", null, null, List.of(), List.of("no screenshot"));

        Map<String, String> entries =
                EvidenceReport.entries(List.of(first, second), List.of(Path.of("a.png"), Path.of("a.txt")));

        assertThat(entries)
                .containsExactly(
                        Map.entry("browser.session.url", "http://a/"),
                        Map.entry("browser.session.console", "one\ntwo"),
                        Map.entry("browser.session.url.2", "http://b/"),
                        Map.entry("browser.session.evidence-problems.2", "no screenshot"),
                        Map.entry("browser.session.evidence", "a.png\na.txt"));
    }

    @Test
    void aLongConsoleIsShortenedToItsEnd() {
        List<String> lines = IntStream.rangeClosed(1, 50)
                .mapToObj(number -> number + "x".repeat(1000))
                .toList();

        String console = EvidenceReport.entries(
                        List.of(new CapturedPage("http://a/", "A", null, null, lines, List.of())), List.of())
                .get("browser.session.console");

        assertThat(console.lines()).hasSize(EvidenceReport.CONSOLE_LINES + 1);
        assertThat(console)
                .startsWith("(30 earlier lines are in the files)\n31x")
                .contains("\n50x");
        assertThat(console.lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(EvidenceReport.LINE_LENGTH + 1));
    }

    @Test
    void nothingBlankIsReported() {
        CapturedPage empty = new CapturedPage("", "", null, null, null, null);

        assertThat(EvidenceReport.entries(List.of(empty), List.of())).isEmpty();
    }
}
