package dev.browsersession.provider.browserless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.browsersession.protocol.BrowserLaunch;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProviderFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in the settings is found before anybody is asked for anything: here, nobody could be. */
class BrowserlessSettingsTest {

    private final BrowserlessProvider provider = new BrowserlessProvider();

    private ProviderFailure failing(
            Map<String, Secret> credentials, Map<String, String> options, BrowserLaunch launch) {
        return catchThrowableOfType(
                ProviderFailure.class,
                () -> provider.create(
                        new SessionSpec("browserless", 60_000, true, options, launch), OwnerStandIn.with(credentials)));
    }

    private ProviderFailure failing(Map<String, String> options, BrowserLaunch launch) {
        return failing(OwnerStandIn.access("http://[::1]:1").credentials(), options, launch);
    }

    @ParameterizedTest
    @CsvSource({
        "browserless.stealth, yes, true or false",
        "browserless.headless, 1, true or false",
        "browserless.browser, firefox, 'chrome, chromium or stealth'",
        "browserless.processKeepAlive, 60, 'a number with its unit, as 60s'",
        "browserless.proxy.type, datacenter, residential",
        "browserless.proxy.country, germany, two letters",
        "browserless.extensions, 'a,,b', 'ids, separated by commas'",
        "browserless.region, sfo.example.com, a name as sfo"
    })
    void anOptionOfAnotherFormIsNamed(String option, String value, String form) {
        assertThat(failing(Map.of(option, value), null))
                .hasMessage("The option " + option + " is '" + value + "', but must be " + form + ".")
                .extracting(ProviderFailure::kind)
                .isEqualTo(Failure.Kind.CONFIGURATION);
    }

    @Test
    void nothingIsKeptForLongerThanTheTtl() {
        assertThat(failing(Map.of("browserless.processKeepAlive", "2m"), null))
                .hasMessage("The option browserless.processKeepAlive is '2m',"
                        + " but must not be longer than the ttl, which is 60000 ms.");
    }

    @Test
    void theVendorsCloudWantsAToken() {
        for (Map<String, Secret> none : List.of(
                Map.<String, Secret>of(),
                Map.of(Endpoint.TOKEN, new Secret(" ")),
                Map.of(Endpoint.URL, new Secret("wss://production-lon.browserless.io")))) {
            assertThat(failing(none, Map.of(), null))
                    .hasMessageMatching("Provider browserless needs the API token of an account at"
                            + " production-(sfo|lon)\\.browserless\\.io: set the environment variable BROWSERLESS_TOKEN,"
                            + " or, for a server of your own, BROWSERLESS_URL\\.");
        }
        assertThat(failing(Map.of(), Map.of("browserless.region", "ams"), null))
                .hasMessageContaining("production-ams.browserless.io");
    }

    @Test
    void aTokenDoesNotBelongIntoTheUrl() {
        Map<String, Secret> credentials = Map.of(Endpoint.URL, new Secret("wss://h.example?token=hidden"));
        assertThat(failing(credentials, Map.of(), null))
                .hasMessageStartingWith("BROWSERLESS_URL is not a URL that provider browserless can use")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void whatCannotReachTheBrowserIsNamed() {
        assertThat(failing(Map.of(), new BrowserLaunch(null, null, Map.of("a.b", 1), null, null)))
                .hasMessageContaining("the preference 'a.b' of the ChromeOptions cannot reach");
        assertThat(failing(Map.of(), new BrowserLaunch(null, null, null, Map.of("c", 1), null)))
                .hasMessageContaining("the local state 'c' of the ChromeOptions cannot reach");
        assertThat(failing(Map.of(), new BrowserLaunch(null, null, null, null, List.of("Q3I="))))
                .hasMessageContaining("extensions of the ChromeOptions cannot be sent");
        assertThat(failing(Map.of(), new BrowserLaunch(List.of("user-data-dir=/tmp/x"), null, null, null, null)))
                .hasMessageContaining("the browser argument 'user-data-dir=/tmp/x' cannot be used at Browserless");
        assertThat(failing(Map.of(), new BrowserLaunch(null, List.of("mute-audio"), null, null, null)))
                .hasMessageContaining("the excluded switch 'mute-audio' of the ChromeOptions cannot reach");
    }

    @Test
    void describesItselfWithoutAskingAnybody() {
        assertThat(provider.describe().credentials()).containsExactly("BROWSERLESS_TOKEN", "BROWSERLESS_URL");
        assertThat(provider.describe().runsHere()).isFalse();
        assertThat(provider.describe().minTtlMillis()).isEqualTo(1_000);
        assertThat(provider.describe().maxTtlMillis())
                .as("a plan's own limit is the vendor's to say")
                .isZero();
        assertThat(provider.describe().options())
                .extracting("key")
                .contains("browserless.stealth", "browserless.proxy.country", "browserless.endpoint");
    }
}
