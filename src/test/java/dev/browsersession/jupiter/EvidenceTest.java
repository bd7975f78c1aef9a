package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

class EvidenceTest {

    @TempDir
    Path directory;

    private List<Path> kept(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void ofAFailedTestEachOpenPageIsKept() throws IOException {
        var results =
                kit().with("browser.session.evidence", directory.toString()).run(FailingTestCases.class);
        assertThat(results.failures()).containsKey("fails(ChromeDriver)");
        assertThat(kept(".png")).hasSize(2).allSatisfy(file -> assertThat(
                        ImageIO.read(file.toFile()).getWidth())
                .isGreaterThan(500));
        assertThat(kept(".html").stream().map(EvidenceTest::read))
                .anySatisfy(html -> assertThat(html).contains("one page"));
        assertThat(kept(".txt").stream().map(EvidenceTest::read))
                .anySatisfy(
                        text -> assertThat(text).contains("said by the page").contains("data:text/html"));
        assertThat(results.reported("fails").toString())
                .contains(directory.toString())
                .contains("said by the page");
        assertThat(results.linesWith("FailingTestCases.fails failed; its pages are kept in"))
                .hasSize(1);
    }

    @Test
    void whatATestShowedThatFailsAgainIsKeptAgain() {
        for (int time = 1; time <= 2; time++) {
            var results =
                    kit().with("browser.session.evidence", directory.toString()).run(FailingTestCases.class);
            assertThat(results.linesWith("FailingTestCases.fails failed, and")).isEmpty();
            assertThat(results.linesWith("FailingTestCases.fails failed; its pages are kept in"))
                    .hasSize(1);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BrowserSession
    static class FailingTestCases {
        @Test
        void fails(ChromeDriver driver) {
            driver.get(
                    "data:text/html,<title>one</title><h1>one page</h1><script>console.log('said by the page')</script>");
            driver.switchTo().newWindow(WindowType.TAB);
            driver.get("data:text/html,<title>two</title>");
            throw new IllegalStateException("on purpose");
        }

        @Test
        void passes(ChromeDriver driver) {
            driver.getTitle();
        }
    }

    @Test
    void ofAFailedDynamicTestThePagesAreKeptAsTheyWereThen() throws IOException {
        var results =
                kit().with("browser.session.evidence", directory.toString()).run(DynamicTestCases.class);
        assertThat(results.passed()).isEqualTo(1);
        assertThat(kept(".html"))
                .hasSize(1)
                .allSatisfy(file -> assertThat(file).content().contains("breaks here"));
    }

    @BrowserSession
    static class DynamicTestCases {
        @TestFactory
        Stream<DynamicTest> tests(ChromeDriver driver) {
            return Stream.of("breaks here", "goes on")
                    .map(text -> DynamicTest.dynamicTest(text, () -> {
                        driver.get("data:text/html,<h1>" + text + "</h1>");
                        assertThat(driver.getPageSource()).doesNotContain("breaks");
                    }));
        }
    }

    @Test
    void aFailedTestWithoutAPageFailsForItsOwnReasonOnly() {
        var results =
                kit().with("browser.session.evidence", directory.toString()).run(PagelessTestCases.class);
        assertThat(results.failures()).hasSize(1);
        assertThat(results.failure()).hasMessage("on purpose").hasNoSuppressedExceptions();
        assertThat(results.linesWith("2 tests, 0 reconnects")).hasSize(1);
    }

    @BrowserSession
    static class PagelessTestCases {
        @Test
        void closesItsPage(ChromeDriver driver) {
            driver.close();
            throw new IllegalStateException("on purpose");
        }

        @Test
        void passes(ChromeDriver driver) {
            driver.getTitle();
        }
    }

    @Test
    void anAbortedDynamicTestIsNoFailureAndAFailedOneIsNamedAfterItsFactory() throws IOException {
        var results =
                kit().with("browser.session.evidence", directory.toString()).run(AbortingTestCases.class);
        assertThat(results.linesWith("failed; its page is kept"))
                .singleElement()
                .asString()
                .contains("AbortingTestCases.tests fails");
        assertThat(kept(".png")).hasSize(1);
    }

    @BrowserSession
    static class AbortingTestCases {
        @TestFactory
        Stream<DynamicTest> tests(ChromeDriver driver) {
            return Stream.of(
                    DynamicTest.dynamicTest("aborts", () -> Assumptions.abort("on purpose")),
                    DynamicTest.dynamicTest("fails", () -> {
                        throw new IllegalStateException("on purpose");
                    }));
        }
    }

    @Test
    void ofAFailedBeforeAllThePagesOfTheClassAreKept() throws IOException {
        var results =
                kit().with("browser.session.evidence", directory.toString()).run(BeforeAllTestCases.class);
        assertThat(results.failure()).hasMessage("on purpose");
        assertThat(kept(".html"))
                .singleElement()
                .satisfies(file -> assertThat(file).content().contains("before all"));
    }

    @BrowserSession
    static class BeforeAllTestCases {
        @BeforeAll
        static void fails(ChromeDriver driver) {
            driver.get("data:text/html,<h1>before all</h1>");
            throw new IllegalStateException("on purpose");
        }

        @Test
        void test() {}
    }
}
