package dev.browsersession.jupiter;

import static dev.browsersession.testkit.Kit.kit;
import static dev.browsersession.testkit.Leftovers.andNothingIsLeft;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.browsersession.BrowserSession;
import dev.browsersession.Isolation;
import dev.browsersession.SessionEndedException;
import dev.browsersession.it.LinuxProcess;
import dev.browsersession.testkit.Haste;
import dev.browsersession.testkit.Leftovers;
import dev.browsersession.testkit.OwnStateDirectory;
import dev.browsersession.testkit.Results;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;

/** Browser, driver or page stop working while a test uses them: that test ends in time and says why, and the next one goes on. */
@EnabledOnOs(OS.LINUX)
class EndsUnderATestTest {

    private static OwnStateDirectory state;
    private static Haste haste;
    private static HttpServer site;
    private static ExecutorService threads;
    private static CountDownLatch over;
    private static CountDownLatch downloading;

    @BeforeAll
    static void ownKeeperInHaste() throws IOException {
        JvmOwner.closeCurrent();
        state = OwnStateDirectory.begin();
        // Not more: its browsers are to answer, and to be seen gone, within these limits.
        haste = Haste.begin(3);
    }

    @AfterAll
    static void endKeeper() throws IOException {
        JvmOwner.closeCurrent();
        haste.close();
        state.close();
    }

    @BeforeAll
    static void serve() throws IOException {
        threads = Executors.newCachedThreadPool();
        over = new CountDownLatch(1);
        downloading = new CountDownLatch(1);
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.setExecutor(threads);
        page("/", "<p>here</p>");
        page("/stay", "<button>stay</button><script>onbeforeunload = event => event.preventDefault()</script>");
        page("/files", "<a href='/download' download>get</a>");
        site.createContext("/kill-driver", exchange -> signalled("KILL", EndsUnderATestTest::isDriver, exchange));
        site.createContext("/stop-driver", exchange -> signalled("STOP", EndsUnderATestTest::isDriver, exchange));
        site.createContext("/stop-browser", exchange -> signalled("STOP", LinuxProcess::isBrowser, exchange));
        site.createContext("/download", EndsUnderATestTest::halfAFile);
        site.start();
    }

    @AfterAll
    static void close() {
        over.countDown();
        site.stop(0);
        threads.shutdownNow();
    }

    private static void page(String path, String body) {
        site.createContext(path, exchange -> answer(exchange, body));
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = ("<!doctype html><title>page</title>" + body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void signalled(String signal, Predicate<LinuxProcess> which, HttpExchange exchange)
            throws IOException {
        LinuxProcess.all().stream()
                .filter(process -> process.mentions(Leftovers.stateDirectory()))
                .filter(which)
                .forEach(process -> send(signal, process.pid()));
        answer(exchange, signal);
    }

    private static void send(String signal, long pid) {
        try {
            new ProcessBuilder("kill", "-s", signal, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isDriver(LinuxProcess process) {
        return process.program().equals("chromedriver");
    }

    private static void halfAFile(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, 1 << 20);
        exchange.getResponseBody().write(new byte[1 << 19]);
        exchange.getResponseBody().flush();
        downloading.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + site.getAddress().getPort() + path;
    }

    /** Runs it and prints how long the test that met with the end took. */
    private static Results run(Class<?> type) {
        long start = System.nanoTime();
        Results results = kit().run(type);
        System.out.printf("%s: %d ms in all%n", type.getSimpleName(), (System.nanoTime() - start) / 1_000_000);
        return andNothingIsLeft(results);
    }

    @Test
    @Timeout(120)
    void aBrowserThatIsHaltedEndsItsSession() {
        Results results = run(HaltedBrowserTestCases.class);
        assertThat(results.failures()).hasSize(1);
        assertThat(results.failure())
                .isInstanceOf(SessionEndedException.class)
                .hasMessageContaining("it does not answer, and connecting again failed");
        assertThat(results.sessions()).hasSize(2);
    }

    @BrowserSession(keepAlive = true)
    static class HaltedBrowserTestCases extends AndTheNext {
        @Test
        @Order(1)
        void halts(WebDriver driver) {
            driver.get(url("/stop-browser"));
            driver.getTitle();
        }
    }

    @Test
    void aDriverThatIsKilledIsTheReasonOfTheFailure() {
        Results results = run(KilledDriverTestCases.class);
        assertThat(results.failures()).hasSize(1);
        assertThat(results.failure())
                .isInstanceOf(WebDriverException.class)
                .hasMessageContaining("The ChromeDriver /")
                .hasMessageContaining("ended with exit code 137. The next test is given another one.");
        assertThat(results.sessions()).hasSize(1);
    }

    @BrowserSession
    static class KilledDriverTestCases extends AndTheNext {
        @Test
        @Order(1)
        void kills(WebDriver driver) {
            driver.get(url("/kill-driver"));
        }
    }

    @Test
    @Timeout(120)
    void aDriverThatIsHaltedIsEndedAndReplaced() {
        Results results = run(HaltedDriverTestCases.class);
        assertThat(results.failures()).hasSize(1);
        assertThat(results.failure())
                .isInstanceOf(NoSuchSessionException.class)
                .hasMessageContaining("the ChromeDriver of this view has not answered for 3 s");
        assertThat(results.sessions()).hasSize(1);
    }

    @BrowserSession
    static class HaltedDriverTestCases extends AndTheNext {
        @Test
        @Order(1)
        void halts(WebDriver driver) {
            driver.get(url("/stop-driver"));
        }
    }

    @Test
    @Timeout(120)
    void aPageThatHangsFailsItsTest() {
        Results results = run(HangingPageTestCases.class);
        assertThat(results.failures()).hasSize(1);
        assertThat(results.failure())
                .isInstanceOf(NoSuchSessionException.class)
                .hasMessageContaining("the page " + url("/") + " does not answer: a script of it does not end");
        assertThat(results.sessions()).hasSize(1);
    }

    @BrowserSession
    static class HangingPageTestCases extends AndTheNext {
        @Test
        @Order(1)
        void hangs(WebDriver driver) {
            driver.get(url("/"));
            ((JavascriptExecutor) driver).executeScript("while (true);");
        }
    }

    @Test
    void aPageThatDoesNotWantToBeLeftHoldsNobodyUp() {
        assertThat(run(StayingTestCases.class).allPassed(2).sessions()).hasSize(1);
        assertThat(run(StayingInOneContextTestCases.class).allPassed(2).sessions())
                .hasSize(1);
    }

    @BrowserSession
    static class StayingTestCases extends AndTheNext {
        @Test
        @Order(1)
        void leavesADialogBehind(WebDriver driver) {
            driver.get(url("/stay"));
            driver.findElement(By.tagName("button")).click();
            driver.get(url("/"));
            assertThat(driver.findElement(By.tagName("p")).getText()).isEqualTo("here");
            driver.get(url("/stay"));
            driver.findElement(By.tagName("button")).click();
            ((JavascriptExecutor) driver).executeScript("setTimeout(() => location = '/', 0)");
        }
    }

    @BrowserSession(isolation = Isolation.NONE)
    static class StayingInOneContextTestCases extends AndTheNext {
        @Test
        @Order(1)
        void leavesAPageThatAsks(WebDriver driver) {
            driver.get(url("/stay"));
            driver.findElement(By.tagName("button")).click();
        }
    }

    @Test
    void aDownloadThatIsUnderWayHoldsNobodyUpAndLeavesNoFile() throws IOException {
        assertThat(run(DownloadTestCases.class).allPassed(2).sessions()).hasSize(1);
        assertThat(downloading.getCount()).isZero();
        try (var files = Files.list(Path.of(""))) {
            assertThat(files.filter(file -> file.toString().endsWith("download")))
                    .isEmpty();
        }
        Path downloads = Path.of(System.getProperty("user.home"), "Downloads");
        if (Files.exists(downloads)) {
            try (var files = Files.list(downloads)) {
                assertThat(files.filter(file -> file.toString().endsWith("download")))
                        .isEmpty();
            }
        }
    }

    @BrowserSession
    static class DownloadTestCases extends AndTheNext {
        @Test
        @Order(1)
        void downloads(WebDriver driver) throws InterruptedException {
            driver.get(url("/files"));
            driver.findElement(By.tagName("a")).click();
            assertThat(downloading.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    abstract static class AndTheNext {
        @Test
        @Order(2)
        void goesOn(WebDriver driver) {
            driver.get(url("/"));
            assertThat(driver.findElement(By.tagName("p")).getText()).isEqualTo("here");
        }
    }
}
