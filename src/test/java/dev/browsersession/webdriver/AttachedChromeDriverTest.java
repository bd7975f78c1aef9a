package dev.browsersession.webdriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.ViewOpened;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.devtools.Command;
import org.openqa.selenium.devtools.DevTools;
import org.openqa.selenium.devtools.DevToolsException;
import org.openqa.selenium.devtools.Event;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.remote.HttpCommandExecutor;

class AttachedChromeDriverTest {

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
    void worksAsAChromeDriverAndLeavesBrowserAndPagesWhenItQuits() throws IOException {
        AttachedChromeDriver driver = attach();
        driver.get(running.page("/first"));
        driver.switchTo().newWindow(WindowType.TAB).get(running.page("/second"));

        assertThat(driver.getTitle()).isEqualTo("/second");
        assertThat(driver.findElement(By.id("hello")).getText()).isEqualTo("hello");
        assertThat(driver.executeCdpCommand("Browser.getVersion", Map.of())).containsKey("product");
        driver.quit();
        driver.quit();

        assertThat(running.isAlive()).isTrue();
        assertThat(running.pages()).extracting(page -> page.get("title")).contains("/first", "/second");
        closeAllPagesButOne();
    }

    @Test
    void attachesAgainWithWhatTheOptionsAskOfAConnection() throws IOException {
        ChromeOptions options = new ChromeOptions();
        options.setPageLoadStrategy(PageLoadStrategy.EAGER);
        options.setImplicitWaitTimeout(Duration.ofMillis(120));
        for (int time = 0; time < 3; time++) {
            AttachedChromeDriver driver =
                    AttachedChromeDriver.attach(running.view(), running.driverFile(), ChromeOptionsParts.of(options));
            assertThat(driver.getCapabilities().getCapability("pageLoadStrategy"))
                    .hasToString("eager");
            assertThat(driver.manage().timeouts().getImplicitWaitTimeout()).isEqualTo(Duration.ofMillis(120));
            driver.quit();
        }
    }

    @Test
    void aCommandAfterTheEndSaysSo() throws IOException {
        AttachedChromeDriver driver = attach();
        driver.quit();

        assertThatThrownBy(driver::getTitle)
                .isInstanceOf(NoSuchSessionException.class)
                .hasMessageContaining("This driver was quit");
        assertThat(driver.getSessionId()).isNull();
    }

    @Test
    void aSessionThatIsOverAlreadyQuitsQuietly() throws IOException {
        AttachedChromeDriver driver = attach();
        AttachedChromeDriver same = attach();
        new SessionDeletion(running.view().webDriverUrl()).of(driver.getSessionId());

        driver.quit();
        same.quit();

        assertThat(driver.getSessionId()).isNull();
    }

    @Test
    void devToolsWorkOnTheCurrentWindowWithoutATypedModule() throws IOException {
        AttachedChromeDriver driver = attach();
        String first = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        DevTools devTools = PageDevTools.of(driver);
        List<Object> loaded = new CopyOnWriteArrayList<>();
        devTools.addListener(
                new Event<>("Page.loadEventFired", input -> input.read(Json.MAP_TYPE)), event -> loaded.add(event));
        devTools.send(new Command<>("Page.enable", Map.of()));
        devTools.send(new Command<>("Page.navigate", Map.of("url", running.page("/devtools"))));

        await().atMost(LIMIT).until(() -> !loaded.isEmpty());
        assertThat(driver.getTitle()).isEqualTo("/devtools");
        assertThat(driver.getDevTools()).isSameAs(devTools);
        driver.close();
        driver.switchTo().window(first);
        devTools.createSession();
        devTools.send(new Command<>("Page.navigate", Map.of("url", running.page("/again"))));
        await().atMost(LIMIT).until(() -> driver.getTitle().equals("/again"));
        driver.quit();
        assertThatThrownBy(devTools::createSession).isInstanceOf(DevToolsException.class);
    }

    @Test
    void whatNeedsATypedModuleNamesTheArtifact() throws IOException {
        AttachedChromeDriver driver = attach();
        DevTools devTools = PageDevTools.of(driver);

        assertThatThrownBy(() -> devTools.getDomains().events())
                .isInstanceOf(DevToolsException.class)
                .hasMessageContaining("org.seleniumhq.selenium:selenium-devtools-v");
        assertThatThrownBy(() -> devTools.getDomains().network().setUserAgent("x"))
                .hasMessageContaining("org.seleniumhq.selenium:selenium-devtools-v");
        devTools.clearListeners();
        driver.quit();
    }

    @Test
    void pinnedScriptsWork() throws IOException {
        AttachedChromeDriver driver = attach();
        driver.get(running.page("/pin"));

        assertThat(driver.executeScript(driver.pin("return 6 * arguments[0]"), 7))
                .isEqualTo(42L);
        driver.quit();
    }

    @Test
    void noThreadIsLeftBehind() throws IOException {
        AttachedChromeDriver driver = attach();
        Set<Long> before = clientThreads();
        AttachedChromeDriver another = attach();
        PageDevTools.of(another).send(new Command<>("Page.enable", Map.of()));
        another.quit();

        await().atMost(LIMIT).untilAsserted(() -> {
            // The JDK ends the thread of an HTTP client when it notices that nobody holds the client.
            System.gc();
            assertThat(clientThreads()).isSubsetOf(before);
        });
        driver.quit();
    }

    @Test
    void theSecretOfTheUrlIsInNoException() throws IOException {
        ViewOpened view = running.view();
        Secret nowhere = new Secret("http://127.0.0.1:1/" + RunningChrome.SECRET_PATH);
        ViewOpened unreachable = new ViewOpened(
                "view", false, view.target(), view.debuggerAddress(), view.webSocketUrl(), nowhere, false);
        assertThat(printed(catchThrowable(
                        () -> AttachedChromeDriver.attach(unreachable, running.driverFile(), ChromeOptionsParts.NONE))))
                .contains("SessionNotCreated")
                .doesNotContain(RunningChrome.SECRET_PATH);
    }

    @Test
    void aDriverWhoseServerDiedFailsWithoutTheSecretAndCanStillBeQuit(@TempDir Path own) throws IOException {
        try (RunningChrome dying = new RunningChrome(own)) {
            AttachedChromeDriver driver =
                    AttachedChromeDriver.attach(dying.view(), dying.driverFile(), ChromeOptionsParts.NONE);
            DevTools devTools = PageDevTools.of(driver);
            assertThat(printed(catchThrowable(() -> driver.findElement(By.id("none")))))
                    .contains(NoSuchElementException.class.getName())
                    .doesNotContain(RunningChrome.SECRET_PATH, "devtools/browser");
            assertThat(driver.toString() + driver.getCapabilities())
                    .doesNotContain(RunningChrome.SECRET_PATH, "devtools/browser", "debuggerAddress");
            dying.killDriver();
            dying.killChrome();

            assertThat(printed(catchThrowable(driver::getTitle)))
                    .contains("Unreachable")
                    .doesNotContain(RunningChrome.SECRET_PATH);
            assertThat(printed(catchThrowable(driver::quit))).doesNotContain(RunningChrome.SECRET_PATH);
            assertThat(printed(catchThrowable(driver::getTitle))).contains("This driver was quit");
            assertThat(((PageDevTools) devTools).isClosed()).isTrue();
        }
    }

    @Test
    void callersGetTheExecutorTheyKnow() throws IOException {
        AttachedChromeDriver driver = attach();

        assertThat(driver.getCommandExecutor()).isInstanceOf(HttpCommandExecutor.class);
        driver.quit();
    }

    private static AttachedChromeDriver attach() throws IOException {
        return AttachedChromeDriver.attach(running.view(), running.driverFile(), ChromeOptionsParts.NONE);
    }

    private static void closeAllPagesButOne() throws IOException {
        AttachedChromeDriver driver = attach();
        String kept = driver.getWindowHandle();
        driver.getWindowHandles().stream()
                .filter(window -> !window.equals(kept))
                .forEach(window -> driver.switchTo().window(window).close());
        driver.quit();
    }

    private static Set<Long> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("HttpClient")
                        || thread.getName().contains("Driver "))
                .map(Thread::getId)
                .collect(Collectors.toSet());
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
