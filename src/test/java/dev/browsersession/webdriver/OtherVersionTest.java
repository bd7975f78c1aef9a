package dev.browsersession.webdriver;

import static dev.browsersession.testkit.Kit.kit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.BrowserSession;
import dev.browsersession.fake.FakeJar;
import dev.browsersession.testkit.Kit;
import dev.browsersession.testkit.Leftovers;
import dev.browsersession.testkit.Results;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.devtools.Command;
import org.openqa.selenium.devtools.DevTools;

/**
 * A browser elsewhere of a version that this machine has no ChromeDriver for. Each run is a JVM of its own, since Selenium Manager
 * and the PATH are found by the environment.
 */
@DisabledOnOs(OS.WINDOWS)
class OtherVersionTest {

    private static final int MAJOR = 991;

    private static RunningChrome chrome;
    private static VersionProxy proxy;
    private static Path driver;

    @TempDir
    Path directory;

    private Path state;

    @BeforeAll
    static void startBrowser(@TempDir Path profile) throws IOException {
        chrome = new RunningChrome(profile);
        proxy = new VersionProxy(chrome.webSocketUrl().value(), MAJOR);
        driver = chrome.driverFile();
    }

    @AfterAll
    static void endBrowser() {
        proxy.close();
        chrome.close();
    }

    @BeforeEach
    void makeStateDirectory() throws IOException {
        state = Files.createTempDirectory(Path.of("/tmp"), "bs-v-");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        Leftovers.processesNaming(state))
                .isEmpty());
        try (Stream<Path> all = Files.walk(state)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @BrowserSession
    static class TwoTestCases {
        @Test
        void one(WebDriver driver) {
            works(driver);
        }

        @Test
        void two(WebDriver driver) {
            works(driver);
        }

        private static void works(WebDriver driver) {
            driver.get("data:text/html,<p id=it>works</p>");
            assertThat(driver.findElement(By.id("it")).getText()).isEqualTo("works");
        }
    }

    @BrowserSession
    static class DevToolsTestCases {
        @Test
        void evaluates(DevTools devTools) {
            var result = devTools.send(new Command<>(
                    "Runtime.evaluate",
                    java.util.Map.of("expression", "6 * 7"),
                    input -> input.<Object>read(Object.class)));
            assertThat(String.valueOf(result)).contains("42");
        }
    }

    @Test
    void isDrivenByTheOneThatSeleniumManagerHas() throws Exception {
        Path fitting = script(
                "fitting-chromedriver",
                "'" + driver + "' \"$@\" --disable-build-check | sed -u 's/ChromeDriver [0-9]*\\./ChromeDriver " + MAJOR
                        + "./'");
        String said = run(TwoTestCases.class, manager("\"driver_path\":\"" + fitting + "\""), true);
        assertThat(said).contains("passed 2").doesNotContain("WARNING");
        assertThat(asked())
                .hasSize(1)
                .first()
                .asString()
                .contains("--browser-version " + MAJOR, "--skip-driver-in-path");
    }

    @Test
    void isDrivenByTheOneThatIsHereWithOneWarningWhereThereIsNoOther() throws Exception {
        String said = run(TwoTestCases.class, noManager(), true);
        assertThat(said).contains("passed 2");
        assertThat(said.lines().filter(line -> line.startsWith("WARNING ")))
                .singleElement()
                .asString()
                .containsPattern("is (Headless)?Chrome/" + MAJOR + "\\.")
                .containsPattern("the ChromeDriver .*chromedriver is version "
                        + ProgramVersion.majorOf(driver, false).orElseThrow())
                .contains("--disable-build-check");
    }

    @Test
    void whereThereIsNoDriverAtAllThatIsSaidAndDevToolsNeedNone() throws Exception {
        String said = run(TwoTestCases.class, noManager(), false);
        assertThat(said)
                .contains("passed 0", "No ChromeDriver was found on this machine")
                .contains("its version is " + MAJOR, "there is no network", "DevTools need none");
        Files.deleteIfExists(directory.resolve("asked"));
        assertThat(run(DevToolsTestCases.class, noManager(), false)).contains("passed 1");
        assertThat(asked()).isEmpty();
    }

    private Path noManager() throws IOException {
        return script(
                "selenium-manager",
                "echo \"$@\" >> '" + directory.resolve("asked") + "'",
                "echo '{\"logs\":[],\"result\":{\"code\":65,\"message\":\"there is no network\",\"driver_path\":\"\",\"browser_path\":\"\"}}'",
                "exit 65");
    }

    private Path manager(String result) throws IOException {
        return script(
                "selenium-manager",
                "echo \"$@\" >> '" + directory.resolve("asked") + "'",
                "echo '{\"logs\":[],\"result\":{\"code\":0,\"message\":\"\"," + result + ",\"browser_path\":\"\"}}'");
    }

    private List<String> asked() throws IOException {
        Path asked = directory.resolve("asked");
        return Files.exists(asked) ? Files.readAllLines(asked) : List.of();
    }

    private Path script(String name, String... lines) throws IOException {
        Path script = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** @param driverToo whether the machine has a ChromeDriver */
    private String run(Class<?> tests, Path manager, boolean driverToo) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OtherVersionTest.class.getName()));
        command.addAll(List.of(
                tests.getName(),
                proxy.url(),
                FakeJar.in(directory).toString(),
                state.toString(),
                String.valueOf(driverToo)));
        Path output = directory.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("SE_MANAGER_PATH", manager.toString());
        builder.environment().put("PATH", tools(driverToo));
        builder.environment().keySet().removeAll(List.of("SE_CHROMEDRIVER", "JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    /** What a keeper needs to start, with or without a ChromeDriver beside it. */
    private String tools(boolean driverToo) throws IOException {
        Path tools = Files.createDirectories(directory.resolve(driverToo ? "tools" : "bare"));
        for (String name : List.of("sh", "setsid", "sleep", "kill", "rm", "cat", "sed", "ps", "mkdir", "tr", "id")) {
            for (String from : System.getenv("PATH").split(File.pathSeparator)) {
                Path tool = Path.of(from, name);
                if (Files.isExecutable(tool)) {
                    script(tools.getFileName() + "/" + name, "exec '" + tool + "' \"$@\"");
                }
            }
        }
        if (driverToo) {
            script("tools/chromedriver", "exec '" + driver + "' \"$@\"");
        }
        return tools.toString();
    }

    /** The usual places of this system may well have one, as Debian's have: so they are those of another system. */
    private static void searchWhereNobodyPutsDrivers() throws ClassNotFoundException {
        String name = System.setProperty("os.name", OS.current() == OS.MAC ? "Linux" : "Mac OS X");
        Class.forName(BrowserFinder.class.getName());
        System.setProperty("os.name", name);
    }

    /** Runs a class in this JVM, and says how it went. */
    public static void main(String[] arguments) throws Exception {
        if (!Boolean.parseBoolean(arguments[4])) {
            searchWhereNobodyPutsDrivers();
        }
        Kit kit = kit().with("browser.session.provider", "beside")
                .with("browser.session.beside.cdp", arguments[1])
                .with("browser.session.provider-path", arguments[2])
                .with("browser.session.state-dir", arguments[3])
                .with("browser.session.keeper-idle", "300ms");
        Results results = kit.run(Class.forName(arguments[0]));
        results.log().forEach(System.out::println);
        results.failures().values().forEach(System.out::println);
        System.out.println("passed " + results.passed());
        System.exit(0);
    }
}
