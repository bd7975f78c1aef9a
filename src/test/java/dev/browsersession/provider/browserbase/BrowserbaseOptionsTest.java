package dev.browsersession.provider.browserbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.ProviderOption;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProviderFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How options become the body of a create. */
class BrowserbaseOptionsTest extends BrowserbaseTestCase {

    @Test
    void optionsAreNestedByTheirDotsAndHaveTheTypesOfTheService() throws Exception {
        Map<String, String> options = new HashMap<>();
        options.put("browserbase.region", "eu-central-1");
        options.put("browserbase.extensionId", "e1");
        options.put("browserbase.proxies", "true");
        options.put("browserbase.proxySettings.caCertificates", "c1, c2");
        options.put("browserbase.browserSettings.viewport.width", "1280");
        options.put("browserbase.browserSettings.viewport.height", "720");
        options.put("browserbase.browserSettings.blockAds", "false");
        options.put("browserbase.browserSettings.os", "mac");
        options.put("browserbase.browserSettings.allowedDomains", "a.example,b.example");
        options.put("browserbase.browserSettings.context.id", "ctx");
        options.put("browserbase.browserSettings.context.persist", "true");
        options.put("browserbase.userMetadata.a.b", "c");

        assertThat(body(options)).isEqualTo(JSON.readTree("""
                        {"projectId":"p","timeout":300,"keepAlive":true,"region":"eu-central-1","extensionId":"e1",
                         "proxies":true,"proxySettings":{"caCertificates":["c1","c2"]},
                         "browserSettings":{"viewport":{"width":1280,"height":720},"blockAds":false,"os":"mac",
                           "allowedDomains":["a.example","b.example"],"context":{"id":"ctx","persist":true}},
                         "userMetadata":{"a.b":"c","browserSession":"t","createdBy":"junit-browser-session"}}
                        """));
    }

    @Test
    void proxiesMayBeAList() throws Exception {
        String proxies = "[{\"type\":\"browserbase\",\"geolocation\":{\"country\":\"DE\"}},"
                + "{\"type\":\"external\",\"server\":\"http://proxy.example\",\"domainPattern\":\"*.example\"},"
                + "{\"type\":\"none\"}]";

        assertThat(body(Map.of("browserbase.proxies", proxies)).path("proxies")).isEqualTo(JSON.readTree(proxies));
    }

    @Test
    void withoutAProjectNoneIsNamed() throws Exception {
        JsonNode body = JSON.valueToTree(CreateBody.of(spec(Map.of()), Optional.empty(), "t"));

        assertThat(body.has("projectId")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    region                             | moon              | one of us-west-2, us-east-1, eu-central-1, ap-southeast-1
                    browserSettings.os                 | beos              | one of windows, mac, linux, mobile, tablet
                    browserSettings.blockAds           | yes               | true or false
                    browserSettings.viewport.width     | wide              | a whole number from 1 to 99999
                    browserSettings.viewport.height    | 0                 | a whole number from 1 to 99999
                    browserSettings.allowedDomains     | a,,b              | one or more values, separated by commas
                    browserSettings.context.id         | ''                | a text that is not empty
                    """)
    void aValueThatDoesNotFitIsNamed(String name, String value, String wanted) {
        ProviderFailure failure = failing(() -> body(Map.of("browserbase." + name, value)));

        assertThat(failure)
                .hasMessage("The option browserbase." + name + " is '" + value + "', but must be " + wanted + ".");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    maybe
                    []
                    [{}]
                    [{"type":"external","password":"hidden"}]
                    [{"type":"tor"}]
                    [null]
                    {"type":"none"}
                    """)
    void proxiesThatDoNotFitAreNotRepeated(String value) {
        assertThat(failing(() -> body(Map.of("browserbase.proxies", value))).getMessage())
                .contains("browserbase.proxies")
                .contains("a JSON array of objects")
                .doesNotContain("hidden");
    }

    @Test
    void userMetadataHaveALimitThatTheTagIsPartOf() throws Exception {
        int room = 511 - "{\"browserSession\":\"t\",\"createdBy\":\"junit-browser-session\",\"x\":\"\"}".length();

        assertThat(body(Map.of("browserbase.userMetadata.x", "y".repeat(room)))
                        .path("userMetadata")
                        .size())
                .isEqualTo(3);
        assertThat(failing(() -> body(Map.of("browserbase.userMetadata.x", "y".repeat(room + 1)))))
                .hasMessageContaining("they have 512 characters as JSON, and Browserbase allows 511.");
    }

    @Test
    void userMetadataCannotHideTheTag() {
        assertThat(failing(() -> body(Map.of("browserbase.userMetadata.browserSession", "mine"))))
                .hasMessageContaining("take another name");
    }

    @Test
    void aPersistedContextNeedsItsId() {
        assertThat(failing(() -> body(Map.of("browserbase.browserSettings.context.persist", "true"))))
                .hasMessageContaining("says nothing without browserbase.browserSettings.context.id");
    }

    @Test
    void theRangeOfTheTtlIsTheDocumentedOne() {
        assertThat(Duration.ofMillis(provider.describe().minTtlMillis())).isEqualTo(Duration.ofMinutes(1));
        assertThat(Duration.ofMillis(provider.describe().maxTtlMillis())).isEqualTo(Duration.ofHours(6));
        assertThat(Duration.ofMillis(provider.describe().defaultTtlMillis())).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void allOptionsAreDescribedInASentence() {
        List<ProviderOption> options = provider.describe().options();

        assertThat(options).hasSize(BrowserbaseOption.values().length + 1);
        assertThat(options)
                .allSatisfy(option -> assertThat(option.meaning()).endsWith(".").hasSizeGreaterThan(20));
        assertThat(options).anyMatch(option -> option.covers("browserbase.userMetadata.anything"));
        assertThat(options).noneMatch(option -> option.covers("browserbase.userMetadata."));
        assertThat(options).noneMatch(option -> option.covers("browserbase.regions"));
    }

    @ParameterizedTest
    @CsvSource({
        "arguments, the argument --lang=de",
        "switches, the excluded switch enable-automation",
        "preferences, the preference a.b",
        "localState, the local state c.d",
        "extensions, an extension"
    })
    void whatCannotReachAHostedBrowserIsNamedBeforeAnythingIsAsked(String what, String named) {
        BrowserLaunch launch = new BrowserLaunch(
                what.equals("arguments") ? List.of("--lang=de") : List.of(),
                what.equals("switches") ? List.of("enable-automation") : List.of(),
                what.equals("preferences") ? Map.of("a.b", 1) : Map.of(),
                what.equals("localState") ? Map.of("c.d", 1) : Map.of(),
                what.equals("extensions") ? List.of("AAAA") : List.of());

        ProviderFailure failure = failing(
                () -> provider.create(new SessionSpec("browserbase", 60_000, false, Map.of(), launch), surroundings()));

        assertThat(failure)
                .hasMessageStartingWith("The ChromeOptions have " + named + ", which cannot reach a browser");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
        assertThat(server.getRequestCount()).isZero();
    }

    private static JsonNode body(Map<String, String> options) throws ProviderFailure {
        return JSON.readTree(JSON.writeValueAsString(CreateBody.of(spec(options), Optional.of("p"), "t")));
    }
}
