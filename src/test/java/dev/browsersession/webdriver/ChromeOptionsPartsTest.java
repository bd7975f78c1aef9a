package dev.browsersession.webdriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.browsersession.ConfigurationException;
import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.DeviceEmulation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.Proxy;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

class ChromeOptionsPartsTest {

    @Test
    void optionsThatNobodyEditedAskForNothing() {
        ChromeOptionsParts parts = ChromeOptionsParts.NONE;

        assertThat(parts.launch()).isEqualTo(BrowserLaunch.NONE);
        assertThat(parts.emulation()).isNull();
        assertThat(parts.binary()).isEmpty();
        assertThat(parts.capabilities()).isEqualTo(Map.of("browserName", "chrome"));
        assertThat(parts.driverOptions()).isEmpty();
    }

    @Test
    void whatTheBrowserIsLaunchedWithIsTheSessions() {
        ChromeOptions options = new ChromeOptions();
        options.addArguments("--lang=de", "mute-audio");
        options.addEncodedExtensions("AAAA");
        options.setBinary("/opt/chrome");
        options.setExperimentalOption("excludeSwitches", List.of("enable-automation", "--test-type=x"));
        options.setExperimentalOption("prefs", Map.of("download.prompt_for_download", false, "a", Map.of("b", 1)));
        options.setExperimentalOption("localState", Map.of("dns_over_https.mode", "off"));

        ChromeOptionsParts parts = ChromeOptionsParts.of(options);

        assertThat(parts.launch())
                .isEqualTo(new BrowserLaunch(
                        List.of("--lang=de", "--mute-audio"),
                        List.of("enable-automation", "test-type"),
                        Map.of("download.prompt_for_download", false, "a", Map.of("b", 1L)),
                        Map.of("dns_over_https.mode", "off"),
                        List.of("AAAA")));
        assertThat(parts.binary()).contains("/opt/chrome");
        assertThat(parts.capabilities()).containsOnlyKeys("browserName");
        assertThat(parts.driverOptions()).isEmpty();
    }

    @Test
    void whatBelongsToAConnectionGoesToEachAttach() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setPageLoadStrategy(PageLoadStrategy.NONE);
        options.setImplicitWaitTimeout(Duration.ofSeconds(2));
        options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.IGNORE);
        options.setStrictFileInteractability(true);
        options.setAcceptInsecureCerts(true);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.setCapability("vendor:key", Map.of("a", 1));
        options.setCapability("webSocketUrl", false);
        options.setExperimentalOption("perfLoggingPrefs", Map.of("enableNetwork", true));
        options.setExperimentalOption("windowTypes", List.of("webview"));

        ChromeOptionsParts parts = ChromeOptionsParts.of(options);

        assertThat(parts.launch()).isEqualTo(BrowserLaunch.NONE);
        assertThat(parts.connection("127.0.0.1:9").asMap())
                .containsEntry("browserName", "chrome")
                .containsEntry("pageLoadStrategy", "none")
                .containsEntry("timeouts", Map.of("implicit", 2000L))
                .containsEntry("unhandledPromptBehavior", "ignore")
                .containsEntry("strictFileInteractability", true)
                .containsEntry("acceptInsecureCerts", true)
                .containsEntry("goog:loggingPrefs", Map.of("performance", "ALL"))
                .containsEntry("vendor:key", Map.of("a", 1L))
                .doesNotContainKey("webSocketUrl")
                .containsEntry(
                        "goog:chromeOptions",
                        Map.of(
                                "args",
                                List.of(),
                                "extensions",
                                List.of(),
                                "debuggerAddress",
                                "127.0.0.1:9",
                                "perfLoggingPrefs",
                                Map.of("enableNetwork", true),
                                "windowTypes",
                                List.of("webview")));
    }

    @Test
    void theSameEditsGiveEqualParts() {
        Consumer<ChromeOptions> edit = options -> {
            options.addArguments("--lang=de");
            options.setExperimentalOption("prefs", Map.of("a", 1));
            options.setCapability("vendor:key", "x");
        };

        assertThat(edited(edit)).isEqualTo(edited(edit)).isNotEqualTo(ChromeOptionsParts.NONE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("proxies")
    void aProxyBecomesSwitchesOfTheLaunch(String what, Proxy proxy, List<String> switches) {
        ChromeOptionsParts parts = edited(options -> options.setProxy(proxy));

        assertThat(parts.launch().arguments()).as(what).isEqualTo(switches);
        assertThat(parts.capabilities()).doesNotContainKey("proxy");
    }

    static Stream<Arguments> proxies() {
        return Stream.of(
                arguments("direct", new Proxy().setProxyType(Proxy.ProxyType.DIRECT), List.of("--no-proxy-server")),
                arguments("autodetect", new Proxy().setAutodetect(true), List.of("--proxy-auto-detect")),
                arguments("system", new Proxy().setProxyType(Proxy.ProxyType.SYSTEM), List.of()),
                arguments(
                        "pac",
                        new Proxy().setProxyAutoconfigUrl("http://p/x.pac"),
                        List.of("--proxy-pac-url=http://p/x.pac")),
                arguments(
                        "manual",
                        new Proxy().setHttpProxy("h:1").setSslProxy("s:2").setNoProxy("a.example,b.example"),
                        List.of("--proxy-server=http=h:1;https=s:2", "--proxy-bypass-list=a.example;b.example")),
                arguments(
                        "socks 4",
                        new Proxy().setSocksProxy("s:3").setSocksVersion(4),
                        List.of("--proxy-server=socks=socks4://s:3")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("devices")
    void mobileEmulationIsDoneToTheView(Map<String, Object> emulation, DeviceEmulation expected) {
        ChromeOptionsParts parts = edited(options -> options.setExperimentalOption("mobileEmulation", emulation));

        assertThat(parts.emulation()).isEqualTo(expected);
        assertThat(parts.driverOptions()).isEmpty();
    }

    static Stream<Arguments> devices() {
        return Stream.of(
                arguments(
                        Map.of("deviceMetrics", Map.of("width", 360, "height", 640, "pixelRatio", 2.5)),
                        new DeviceEmulation(360, 640, 2.5, true, true, null)),
                arguments(
                        Map.of(
                                "deviceMetrics",
                                Map.of("width", 360, "height", 640, "mobile", false, "touch", false),
                                "userAgent",
                                "x"),
                        new DeviceEmulation(360, 640, 0, false, false, "x")),
                arguments(Map.of("userAgent", "x"), new DeviceEmulation(0, 0, 0, false, false, "x")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatCanReachNothingIsRefusedByName(String name, Consumer<ChromeOptions> edit) {
        assertThatThrownBy(() -> edited(edit))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(name);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                experimental("detach", true),
                experimental("minidumpPath", "/tmp"),
                experimental("logPath", "/tmp/x"),
                experimental("useAutomationExtension", false),
                experimental("debuggerAddress", "127.0.0.1:1"),
                experimental("androidPackage", "com.android.chrome"),
                experimental("androidUseRunningApp", true),
                experimental("noSuchKey", 1),
                experimental("prefs", "no map"),
                experimental("excludeSwitches", "no list"),
                refused("mobileEmulation.deviceName", mobile(Map.of("deviceName", "Pixel 7"))),
                refused("mobileEmulation.clientHints", mobile(Map.of("clientHints", Map.of("platform", "Android")))),
                refused("deviceMetrics.wide", mobile(Map.of("deviceMetrics", Map.of("wide", 1)))),
                refused("deviceMetrics.width", mobile(Map.of("deviceMetrics", Map.of("width", "1")))),
                refused("deviceMetrics.height", mobile(Map.of("deviceMetrics", Map.of("height", -1)))),
                refused("webSocketUrl", ChromeOptions::enableBiDi),
                refused("browserVersion", options -> options.setBrowserVersion("155")),
                refused("browserName", options -> options.setCapability("browserName", "firefox")),
                refused("setWindowRect", options -> options.setCapability("setWindowRect", true)),
                refused("noSuchCapability", options -> options.setCapability("noSuchCapability", true)),
                refused("--user-data-dir", options -> options.addArguments("user-data-dir=/tmp/x")),
                refused("--remote-debugging-port", options -> options.addArguments("--remote-debugging-port=1")),
                refused("--remote-debugging-pipe", options -> options.addArguments("--remote-debugging-pipe")),
                refused(
                        "proxy.socksUsername",
                        proxy(new Proxy().setSocksProxy("s:1").setSocksUsername("u"))),
                refused("socksVersion", proxy(new Proxy().setSocksProxy("s:1").setSocksVersion(6))),
                refused("manual proxy", proxy(new Proxy().setNoProxy("a"))));
    }

    @Test
    void aNullInPreferencesIsNamed() {
        Map<String, Object> prefs = new HashMap<>();
        prefs.put("a.b", null);

        assertThatThrownBy(() -> edited(options -> options.setExperimentalOption("prefs", prefs)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("prefs.a.b");
    }

    private static Arguments experimental(String name, Object value) {
        return refused("goog:chromeOptions." + name, options -> options.setExperimentalOption(name, value));
    }

    private static Consumer<ChromeOptions> mobile(Map<String, Object> emulation) {
        return options -> options.setExperimentalOption("mobileEmulation", emulation);
    }

    private static Consumer<ChromeOptions> proxy(Proxy proxy) {
        return options -> options.setProxy(proxy);
    }

    private static Arguments refused(String name, Consumer<ChromeOptions> edit) {
        return arguments(name, edit);
    }

    private static ChromeOptionsParts edited(Consumer<ChromeOptions> edit) {
        ChromeOptions options = new ChromeOptions();
        edit.accept(options);
        return ChromeOptionsParts.of(options);
    }
}
