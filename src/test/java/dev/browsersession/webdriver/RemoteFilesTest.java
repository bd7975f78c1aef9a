package dev.browsersession.webdriver;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.browsersession.BrowserSession;
import dev.browsersession.ProviderException;
import dev.browsersession.Session;
import dev.browsersession.fake.FakeJar;
import dev.browsersession.testkit.FileServer;
import dev.browsersession.testkit.Kit;
import dev.browsersession.testkit.PageServer;
import dev.browsersession.testkit.Results;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.InvalidArgumentException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.remote.LocalFileDetector;

/** Files of this machine for a browser of which the library is told that it runs elsewhere, and files from there. */
class RemoteFilesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String FORM = """
            <title>form</title><input type=text id=text><input type=file id=one><input type=file id=many multiple>
            <div id=host></div><script>
            var happened = [];
            for (const id of ['one', 'many']) for (const type of ['input', 'change'])
              document.getElementById(id).addEventListener(type, e => happened.push(id + ' ' + e.type));
            const inner = document.getElementById('host').attachShadow({mode: 'open'});
            inner.innerHTML = '<input type=file id=shadowed>';
            </script>""";

    private static RunningChrome chrome;
    private static DriverBeside beside;
    private static PageServer pages;
    private static FileServer files;
    private static Path providers;

    @TempDir
    static Path directory;

    @BeforeAll
    static void start(@TempDir Path profile) throws Exception {
        chrome = new RunningChrome(profile);
        beside = new DriverBeside(chrome);
        files = FileServer.start();
        providers = FakeJar.in(profile);
        pages = PageServer.start().page("/form", FORM);
        pages.page("/frames", "<title>frames</title><iframe src='" + pages.url("localhost", "/form") + "'></iframe>");
        Files.createDirectory(directory.resolve("theirs"));
        Files.createDirectory(directory.resolve("folder"));
    }

    @AfterAll
    static void stop() {
        files.close();
        pages.close();
        beside.close();
        chrome.close();
    }

    private static Kit elsewhere() throws IOException {
        return kit().with("browser.session.provider-path", providers.toString())
                .with("browser.session.provider", "beside")
                .with("browser.session.ttl", "10m")
                .with("browser.session.beside.cdp", chrome.webSocketUrl().value());
    }

    private static Kit elsewhereWithFiles() throws IOException {
        return elsewhere()
                .with(
                        "browser.session.beside.files",
                        directory.resolve("theirs").toString())
                .with("browser.session.beside.webdriver", beside.url());
    }

    private static Path file(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What the page sees of an input's files. */
    private static List<?> seen(ChromeDriver driver, WebElement input) {
        return (List<?>) driver.executeAsyncScript("""
                const [input, done] = arguments;
                Promise.all(Array.from(input.files).map(async it => it.name + '|' + it.type + '|' + await it.text()))
                  .then(done);""", input);
    }

    @Test
    void aFileInputOfABrowserElsewhereTakesFilesOfThisMachine() throws Exception {
        elsewhere().run(ThroughThePage.class).allPassed(9);
    }

    @BrowserSession
    static class ThroughThePage {

        @BeforeEach
        void visit(ChromeDriver driver) {
            driver.get(pages.url("/form"));
        }

        @Test
        void withNameTypeContentAndEvents(ChromeDriver driver) {
            WebElement one = driver.findElement(By.id("one"));
            one.sendKeys(file("note \u00e4.txt", "hello").toString());
            assertThat(seen(driver, one)).asString().isEqualTo("[note \u00e4.txt|text/plain|hello]");
            assertThat(driver.executeScript("return happened.join()")).isEqualTo("one input,one change");
            assertThat(one.getDomProperty("value")).isEqualTo("C:\\fakepath\\note \u00e4.txt");
            one.sendKeys(file("other.png", "").toString());
            assertThat(seen(driver, one)).asString().isEqualTo("[other.png|image/png|]");
        }

        @Test
        void severalAtOnceAndMoreLater(ChromeDriver driver) {
            WebElement many = driver.findElement(By.id("many"));
            many.sendKeys(file("a.txt", "a") + "\n" + file("b.csv", "b"));
            many.sendKeys(file("c", "c").toString());
            assertThat(seen(driver, many)).asString().isEqualTo("[a.txt|text/plain|a, b.csv|text/csv|b, c||c]");
        }

        @Test
        void inAFrameOfAnotherSite(ChromeDriver driver) {
            driver.get(pages.url("/frames"));
            driver.switchTo().frame(0);
            WebElement one = driver.findElement(By.id("one"));
            one.sendKeys(file("framed.txt", "framed").toString());
            assertThat(seen(driver, one)).asString().isEqualTo("[framed.txt|text/plain|framed]");
        }

        @Test
        void belowAShadowRoot(ChromeDriver driver) {
            WebElement shadowed =
                    driver.findElement(By.id("host")).getShadowRoot().findElement(By.id("shadowed"));
            shadowed.sendKeys(file("shadow.txt", "shadow").toString());
            assertThat(seen(driver, shadowed)).asString().isEqualTo("[shadow.txt|text/plain|shadow]");
        }

        @Test
        void ofTwentyMegabytes(ChromeDriver driver) throws Exception {
            byte[] bytes = new byte[20 << 20];
            new Random(1).nextBytes(bytes);
            Path big = Files.write(directory.resolve("big.bin"), bytes);
            WebElement one = driver.findElement(By.id("one"));
            long start = System.nanoTime();
            one.sendKeys(big.toString());
            System.out.printf("20 MB through the page: %d ms%n", (System.nanoTime() - start) / 1_000_000);
            Object digest = driver.executeAsyncScript("""
                    const [input, done] = arguments;
                    input.files[0].arrayBuffer().then(bytes => crypto.subtle.digest('SHA-256', bytes)).then(digest =>
                      done(Array.from(new Uint8Array(digest), it => it.toString(16).padStart(2, '0')).join('')));""", one);
            assertThat(digest)
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }

        @Test
        void withSeleniumsOwnFileDetectorToo(ChromeDriver driver) {
            driver.setFileDetector(new LocalFileDetector());
            WebElement one = driver.findElement(By.id("one"));
            one.sendKeys(file("detected.txt", "detected").toString());
            assertThat(seen(driver, one)).asString().isEqualTo("[detected.txt|text/plain|detected]");
        }

        @Test
        void butNotWhatIsMissingOrTooManyOrNoFile(ChromeDriver driver) {
            WebElement one = driver.findElement(By.id("one"));
            String there = file("there.txt", "there").toString();
            assertThatThrownBy(() -> one.sendKeys("/no/such/file"))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("File not found : /no/such/file");
            assertThatThrownBy(() -> one.sendKeys(there + "\n" + there))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("the element can not hold multiple files");
            assertThatThrownBy(() -> one.sendKeys(directory.resolve("folder").toString()))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("only files can be brought there");
            assertThat(seen(driver, one)).isEmpty();
        }

        @Test
        void andAFieldForTextTakesAPathAsText(ChromeDriver driver) {
            String path = file("typed.txt", "typed").toString();
            WebElement text = driver.findElement(By.id("text"));
            text.sendKeys(path);
            assertThat(text.getDomProperty("value")).isEqualTo(path);
        }

        @Test
        void andAnElementThatIsGoneIsStale(ChromeDriver driver) {
            WebElement one = driver.findElement(By.id("one"));
            driver.executeScript("arguments[0].remove()", one);
            String path = file("late.txt", "late").toString();
            assertThatThrownBy(() -> one.sendKeys(path)).isInstanceOf(StaleElementReferenceException.class);
        }
    }

    @Test
    void aProviderThatTakesFilesHasTheDriverBesideTheBrowserTakeThem() throws Exception {
        Results results = elsewhereWithFiles().run(ByCopy.class).allPassed(5);
        assertThat(results.linesWith("Files for file inputs go through the page"))
                .as("%s", results.log())
                .hasSize(1)
                .allMatch(line -> line.contains("(/nowhere/)"));
        assertThat(directory.resolve("theirs/uploaded-copied.txt")).hasContent("copied");
        assertThat(directory.resolve("theirs/uploaded-refused.txt")).doesNotExist();
    }

    @BrowserSession
    static class ByCopy {

        @Test
        void byTheNameOfTheCopy(ChromeDriver driver) {
            driver.get(pages.url("/form"));
            WebElement one = driver.findElement(By.id("one"));
            one.sendKeys(file("copied.txt", "copied").toString());
            assertThat(seen(driver, one)).asString().isEqualTo("[uploaded-copied.txt|text/plain|copied]");
        }

        @ParameterizedTest
        @ValueSource(strings = {"misplaced.txt", "misplaced-too.txt"})
        void andWhatTheBrowserDoesNotFindThereGoesThroughThePage(String name, ChromeDriver driver) {
            driver.get(pages.url("/form"));
            WebElement one = driver.findElement(By.id("one"));
            one.sendKeys(file(name, "found").toString());
            assertThat(seen(driver, one)).asString().isEqualTo("[" + name + "|text/plain|found]");
            assertThat(driver.executeScript("return happened.join()")).isEqualTo("one input,one change");
            assertThat(driver.findElements(By.cssSelector("input[type=file]"))).hasSize(2);
        }

        @Test
        void andWhatIsNeitherHereNorThereIsRefused(ChromeDriver driver) {
            driver.get(pages.url("/form"));
            WebElement one = driver.findElement(By.id("one"));
            assertThatThrownBy(() -> one.sendKeys("/no/such/file"))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("File not found : /no/such/file");
            assertThat(seen(driver, one)).isEmpty();
        }

        @Test
        void andWhatItDoesNotTakeGoesThroughThePage(ChromeDriver driver) {
            driver.get(pages.url("/form"));
            WebElement one = driver.findElement(By.id("one"));
            one.sendKeys(file("refused.txt", "refused").toString());
            assertThat(seen(driver, one)).asString().isEqualTo("[refused.txt|text/plain|refused]");
        }
    }

    @Test
    void aBrowserOfThisMachineIsNotGivenAFileThatIsMissingEither() {
        kit().run(OnThisMachine.class).allPassed(1);
    }

    @BrowserSession
    static class OnThisMachine {

        @Test
        void refusesIt(ChromeDriver driver) {
            driver.get(pages.url("/form"));
            WebElement one = driver.findElement(By.id("one"));
            assertThatThrownBy(() -> one.sendKeys("/no/such/file"))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("File not found : /no/such/file");
            assertThat(seen(driver, one)).isEmpty();
            WebElement text = driver.findElement(By.id("text"));
            text.sendKeys("/no/such/file");
            assertThat(text.getDomProperty("value")).isEqualTo("/no/such/file");
            one.sendKeys(file("here.txt", "here").toString());
            assertThat(seen(driver, one)).asString().isEqualTo("[here.txt|text/plain|here]");
        }
    }

    @Test
    void aProviderThatHandsFilesOverIsAskedForDownloads() throws Exception {
        elsewhereWithFiles().run(HandedOver.class).allPassed(2);
        assertThat(directory.resolve("theirs/asked.txt"))
                .hasContent("0 before report.txt of 3\n1 before report.txt of 7\n");
    }

    @BrowserSession
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class HandedOver {

        private static void download(ChromeDriver driver, String content) {
            driver.get(files.pageFor("/file/report.txt?" + content));
            driver.findElement(By.id("link")).click();
        }

        @Test
        void aFirst(ChromeDriver driver, Session session) {
            download(driver, "one");
            assertThat(session.downloads().await("report.txt", LIMIT).content())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("one");
        }

        @Test
        void bTheSecondOfThatNameIsAnother(ChromeDriver driver, Session session) {
            assertThat(session.downloads().all()).isEmpty();
            download(driver, "another");
            assertThat(session.downloads().await("report.txt", LIMIT).content())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("another");
            session.downloads().all().get(0).copyTo(directory.resolve("kept.txt"));
            assertThat(directory.resolve("kept.txt")).hasContent("another");
        }
    }

    @Test
    void aProviderThatDoesNotIsNamed() throws Exception {
        elsewhere().run(NotHandedOver.class).allPassed(1);
    }

    @BrowserSession
    static class NotHandedOver {
        @Test
        void saysSo(ChromeDriver driver, Session session) {
            for (var asked : List.<Runnable>of(
                    () -> session.downloads().all(), () -> session.downloads().await("x", LIMIT))) {
                assertThatThrownBy(asked::run)
                        .isInstanceOf(ProviderException.class)
                        .hasMessage("Session " + session.id()
                                + ": its provider does not hand over what the browser downloads.");
            }
        }
    }
}
