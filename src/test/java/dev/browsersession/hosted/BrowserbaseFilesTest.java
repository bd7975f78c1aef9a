package dev.browsersession.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserServer;
import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.Session;
import dev.browsersession.testkit.FileServer;
import dev.browsersession.testkit.PageServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** Files of tests whose browser is at Browserbase: in by its uploads, out by its downloads. */
class BrowserbaseFilesTest {

    private static final String KEY = "key-of-the-service";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void testsHaveTheirFilesBothWays(@TempDir Path state) throws Exception {
        Path output = Path.of("target", "hosted-browserbase-files.log");
        try (BrowserServer server =
                BrowserServer.builder().apiKey(KEY).maxSessions(4).start()) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add("-Dbrowser.session.state-dir=" + state);
            command.add("-Dbrowser.session.keeper-idle=1s");
            command.add("-Dbrowser.session.provider=browserbase");
            command.add("-Djunit.jupiter.execution.parallel.enabled=true");
            command.add("-Djunit.jupiter.execution.parallel.config.strategy=fixed");
            command.add("-Djunit.jupiter.execution.parallel.config.fixed.parallelism=2");
            command.add(SelectedTests.class.getName());
            command.add(FirstOfTwo.class.getName());
            command.add(SecondOfTwo.class.getName());
            command.add(OnTheDefaultContext.class.getName());
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("BROWSERBASE_API_KEY", KEY);
            builder.environment().put("BROWSERBASE_BASE_URL", server.url().toString());
            Process tests = builder.start();
            try {
                assertThat(tests.waitFor(180, TimeUnit.SECONDS))
                        .as("the end of %s", output)
                        .isTrue();
            } finally {
                tests.destroyForcibly();
            }
        }
        assertThat(Files.readAllLines(output))
                .noneMatch(line -> line.startsWith(SelectedTests.FAILED))
                .noneMatch(line -> line.contains("go through the page"))
                .filteredOn(line -> line.startsWith(SelectedTests.PASSED))
                .hasSize(4);
    }

    /** Servers for the tests in the other JVM, which ends with them. */
    abstract static class Servers {

        static final FileServer files = FileServer.start();
        static final PageServer pages =
                PageServer.start().page("/form", "<title>form</title><input type=file id=file>");

        @TempDir
        Path directory;

        static void download(ChromeDriver driver, String path) {
            driver.get(files.pageFor(path));
            driver.findElement(By.id("link")).click();
        }

        static String downloaded(Session session, String name) {
            return new String(session.downloads().await(name, LIMIT).content(), StandardCharsets.UTF_8);
        }
    }

    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    /** Two views of one session; one of them has the driver beside the browser. */
    abstract static class Parallel extends Servers {

        static void together(ChromeDriver driver, Session session, String content) throws Exception {
            driver.get(files.pageFor("/file/a report.tar.gz?" + content));
            BOTH.await(60, TimeUnit.SECONDS);
            driver.findElement(By.id("link")).click();
            assertThat(downloaded(session, "a report.tar.gz")).isEqualTo(content);
            assertThat(session.downloads().all()).hasSize(1);
            BOTH.await(60, TimeUnit.SECONDS);
        }
    }

    @BrowserSession(shared = "files")
    @Execution(ExecutionMode.CONCURRENT)
    static class FirstOfTwo extends Parallel {
        @Test
        void hasItsOwn(ChromeDriver driver, Session session) throws Exception {
            together(driver, session, "of one");
        }
    }

    @BrowserSession(shared = "files")
    @Execution(ExecutionMode.CONCURRENT)
    static class SecondOfTwo extends Parallel {
        @Test
        void hasItsOwn(ChromeDriver driver, Session session) throws Exception {
            together(driver, session, "of another");
        }
    }

    @BrowserSession(isolation = Isolation.NONE)
    static class OnTheDefaultContext extends Servers {

        @Test
        void sendsAFileByItsPathHere(ChromeDriver driver) throws Exception {
            Path file = Files.writeString(directory.resolve("a note.txt"), "hello");
            assertThat(afterKeys(driver, file.toString())).isEqualTo("a note.txt hello");
            // What a path is here or there, the driver beside the browser tells.
            assertThat(afterKeys(driver, "/tmp/.uploads/a note.txt")).isEqualTo("a note.txt hello");
            // The service may go on having the other of that name.
            Files.writeString(file, "another");
            assertThat(afterKeys(driver, file.toString())).isEqualTo("a note.txt another");
        }

        private static Object afterKeys(ChromeDriver driver, String keys) {
            driver.get(pages.url("/form"));
            WebElement input = driver.findElement(By.id("file"));
            input.sendKeys(keys);
            return driver.executeAsyncScript("""
                    const [input, done] = arguments, file = input.files[0];
                    file.text().then(text => done(file.name + ' ' + text), e => done(file.name + ' ' + e.name));""", input);
        }

        @Test
        void hasWhatItDownloaded(ChromeDriver driver, Session session) {
            download(driver, "/file/default.txt?default");
            assertThat(downloaded(session, "default.txt")).isEqualTo("default");
        }
    }
}
