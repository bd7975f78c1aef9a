package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.BrowserSession;
import dev.browsersession.BrowserSessionException;
import dev.browsersession.ChromeConfigurer;
import dev.browsersession.Download;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import dev.browsersession.testkit.FileServer;
import dev.browsersession.testkit.Leftovers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;

/** What tests have of the files that their browser downloads. */
class DownloadsTest extends SharedTestCase {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static FileServer files;

    @TempDir
    static Path directory;

    @BeforeAll
    static void serve() {
        files = FileServer.start();
    }

    @AfterAll
    static void stop() {
        files.close();
    }

    private static void click(WebDriver driver, String path) {
        driver.get(files.pageFor(path));
        driver.findElement(By.id("link")).click();
    }

    private static String text(Download download) {
        return new String(download.content(), StandardCharsets.UTF_8);
    }

    @Test
    void aTestHasWhatItDownloadedAndWhatItCopiedStays() throws Exception {
        kit().run(OneFileTestCases.class).allPassed(4);
        assertThat(directory.resolve("new/copy.txt")).hasContent("hello");
    }

    @BrowserSession
    static class OneFileTestCases {

        @Test
        void fromALink(WebDriver driver, Session session) {
            assertThat(session.downloads().all()).isEmpty();
            click(driver, "/file/a report.txt?hello");
            Download download = session.downloads().await("a report.txt", LIMIT);
            assertThat(text(download)).isEqualTo("hello");
            assertThat(download.size()).isEqualTo(5);
            assertThat(download.state()).isEqualTo(Download.State.COMPLETED);
            assertThat(download.url()).endsWith("/file/a%20report.txt?hello");
            download.copyTo(directory.resolve("new/copy.txt"));
            assertThat(session.downloads().all()).hasSize(1);
        }

        @Test
        void fromAScriptTwiceUnderOneName(ChromeDriver driver, Session session) {
            driver.get(files.pageFor("/"));
            for (String content : List.of("one", "three")) {
                driver.executeScript("""
                        const a = document.createElement('a');
                        a.href = URL.createObjectURL(new Blob([arguments[0]]));
                        a.download = 'data.csv';
                        a.click();""", content);
                Awaitility.await().atMost(LIMIT).until(() -> text(session.downloads()
                                .await("data.csv", LIMIT))
                        .equals(content));
            }
            assertThat(session.downloads().all())
                    .extracting(Download::name, Download::size)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("data.csv", 3L),
                            org.assertj.core.groups.Tuple.tuple("data.csv", 5L));
        }

        @Test
        void fromAPopUpThatClosesByItself(ChromeDriver driver, Session session) {
            driver.get(files.pageFor("/file/popup.txt?popup"));
            driver.executeScript("document.getElementById('link').target = '_blank'");
            driver.findElement(By.id("link")).click();
            assertThat(text(session.downloads().await("popup.txt", LIMIT))).isEqualTo("popup");
        }

        @Test
        void fromAFrameThatIsTakenAwayAtOnce(ChromeDriver driver, Session session) {
            driver.get(files.pageFor("/"));
            driver.executeAsyncScript("""
                    const done = arguments[1], frame = document.createElement('iframe');
                    frame.src = arguments[0];
                    document.body.append(frame);
                    fetch('/sent/frame.txt').then(() => setTimeout(() => { frame.remove(); done(); }, 300));""", files.url("/file/frame.txt?frame"));
            assertThat(text(session.downloads().await("frame.txt", LIMIT))).isEqualTo("frame");
        }
    }

    @Test
    void aDownloadUnderWayIsSeenAndOneThatEndsBadlyIsTold() {
        kit().run(LongFileTestCases.class).allPassed(3);
    }

    @BrowserSession
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class LongFileTestCases {

        @Test
        @Order(1)
        void isRunningUntilItsServerHasSentIt(WebDriver driver, Session session) throws Exception {
            click(driver, "/held/long.bin");
            Awaitility.await().atMost(LIMIT).until(() -> session.downloads().all().stream()
                    .anyMatch(download -> download.state() == Download.State.RUNNING && download.size() > 0));
            Download running = session.downloads().all().get(0);
            assertThatThrownBy(running::content)
                    .isInstanceOf(BrowserSessionException.class)
                    .hasMessageContainingAll("long.bin", "running", "has no content", "await");
            assertThatThrownBy(() -> session.downloads().await("long.bin", Duration.ofMillis(1)))
                    .isInstanceOf(BrowserSessionException.class)
                    .hasMessageContainingAll("was not there within 1ms", "long.bin (running, ");
            assertThatThrownBy(() -> session.downloads().await("other.bin", Duration.ofMillis(1)))
                    .hasMessageContainingAll("The download other.bin was not there", "has downloaded: long.bin");
            files.release();
            assertThat(session.downloads().await("long.bin", LIMIT).size()).isEqualTo(2 << 20);
            assertThat(placesOfDownloads()).hasSize(1);
        }

        @Test
        @Order(2)
        void isGivenUpWhereItsServerLeaves(WebDriver driver, Session session) {
            click(driver, "/cut/half.bin");
            assertThatThrownBy(() -> session.downloads().await("half.bin", LIMIT))
                    .isInstanceOf(BrowserSessionException.class)
                    .hasMessageContainingAll("half.bin was given up after ", files.url("/cut/half.bin"));
            assertThat(session.downloads().all().get(0).state()).isEqualTo(Download.State.CANCELED);
        }

        @Test
        @Order(3)
        void isNothingToTheNextTest(WebDriver driver, Session session) {
            assertThat(session.downloads().all()).isEmpty();
            assertThatThrownBy(() -> session.downloads().await("long.bin", Duration.ofMillis(1)))
                    .hasMessageContaining("This test has downloaded nothing.");
            Awaitility.await("their files are gone")
                    .atMost(LIMIT)
                    .until(LongFileTestCases::placesOfDownloads, List::isEmpty);
        }

        /** On this machine each test has one, from its first download on. */
        private static List<Path> placesOfDownloads() throws IOException {
            Path session = Leftovers.directories().iterator().next();
            try (Stream<Path> places = Files.list(session.resolve("downloads"))) {
                return places.toList();
            }
        }
    }

    @Test
    void testsInParallelOnOneSessionHaveTheirOwn() {
        ownRun().with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .run(FirstParallelTestCases.class, SecondParallelTestCases.class)
                .allPassed(2);
    }

    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    private static void together(WebDriver driver, Session session, String content) throws Exception {
        driver.get(files.pageFor("/file/same.txt?" + content));
        BOTH.await(60, TimeUnit.SECONDS);
        driver.findElement(By.id("link")).click();
        assertThat(text(session.downloads().await("same.txt", LIMIT))).isEqualTo(content);
        BOTH.await(60, TimeUnit.SECONDS);
        assertThat(session.downloads().all()).hasSize(1);
        BOTH.await(60, TimeUnit.SECONDS);
    }

    @BrowserSession(shared = "downloads")
    @Execution(ExecutionMode.CONCURRENT)
    @Timeout(120)
    static class FirstParallelTestCases {
        @Test
        void downloads(WebDriver driver, Session session) throws Exception {
            together(driver, session, "first");
        }
    }

    @BrowserSession(shared = "downloads")
    @Execution(ExecutionMode.CONCURRENT)
    @Timeout(120)
    static class SecondParallelTestCases {
        @Test
        void downloads(WebDriver driver, Session session) throws Exception {
            together(driver, session, "second");
        }
    }

    @Test
    void testsOfTheDefaultContextHaveTheirOwnTooAndTheirFilesGo() {
        kit().run(DefaultContextTestCases.class).allPassed(2);
    }

    @BrowserSession(isolation = Isolation.NONE)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class DefaultContextTestCases {

        @Test
        @Order(1)
        void first(WebDriver driver, Session session) {
            click(driver, "/file/state.txt?first");
            assertThat(text(session.downloads().await("state.txt", LIMIT))).isEqualTo("first");
        }

        @Test
        @Order(2)
        void second(WebDriver driver, Session session) {
            assertThat(session.downloads().all()).isEmpty();
            click(driver, "/file/state.txt?second");
            assertThat(text(session.downloads().await("state.txt", LIMIT))).isEqualTo("second");
        }
    }

    @Test
    void aDirectoryOfTheUsersOwnIsLeftToHim() {
        kit().run(OwnDirectoryTestCases.class).allPassed(1);
        assertThat(directory.resolve("own/mine.txt")).hasContent("mine");
    }

    static class OwnDirectory implements ChromeConfigurer {
        @Override
        public void configure(ChromeOptions options) {
            options.setExperimentalOption(
                    "prefs",
                    Map.of(
                            "download.default_directory",
                            directory.resolve("own").toString()));
        }
    }

    @BrowserSession(configure = OwnDirectory.class)
    static class OwnDirectoryTestCases {
        @Test
        void downloads(WebDriver driver, Session session) {
            click(driver, "/file/mine.txt?mine");
            assertThat(text(session.downloads().await("mine.txt", LIMIT))).isEqualTo("mine");
            assertThat(Files.exists(directory.resolve("own/mine.txt"))).isTrue();
        }
    }
}
