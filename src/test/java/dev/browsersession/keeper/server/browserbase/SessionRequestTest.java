package dev.browsersession.keeper.server.browserbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SessionRequestTest {

    private static final Terms PAID = Terms.of(Plan.PAID, 3, Duration.ofMinutes(5));
    private static final Terms FREE = Terms.of(Plan.FREE, 1, Duration.ofMinutes(5));

    @Test
    void anEmptyBodyAsksForTheProjectsDefaults() throws Refusal {
        SessionRequest request = read("{}", PAID);

        assertThat(request.timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(request.keepAlive()).isFalse();
        assertThat(request.region()).isEqualTo("us-west-2");
        assertThat(request.projectId()).isEqualTo(SessionRequest.DEFAULT_PROJECT);
        assertThat(request.userMetadata()).isEmpty();
        assertThat(request.settings().arguments()).containsExactly("--ignore-certificate-errors");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                  | true
            {"browserSettings": {}}                             | true
            {"browserSettings": {"ignoreCertificateErrors": true}}  | true
            {"browserSettings": {"ignoreCertificateErrors": false}} | false
            """)
    void certificatesAreCheckedOnlyWhereThatIsAskedFor(String json, boolean any) throws Refusal {
        assertThat(read(json, PAID).settings().arguments().contains("--ignore-certificate-errors"))
                .isEqualTo(any);
    }

    @Test
    void whatIsAskedForIsRead() throws Refusal {
        SessionRequest request = read("""
                {"projectId": "p", "timeout": 21600, "keepAlive": true, "region": "eu-central-1",
                 "userMetadata": {"run": {"id": "r"}}, "proxies": false, "newerThanThisServer": [1],
                 "browserSettings": {"viewport": {"width": 800, "height": 600}, "ignoreCertificateErrors": true,
                                     "os": "linux", "allowedDomains": []}}
                """, PAID);

        assertThat(request.projectId()).isEqualTo("p");
        assertThat(request.timeout()).isEqualTo(Duration.ofHours(6));
        assertThat(request.keepAlive()).isTrue();
        assertThat(request.region()).isEqualTo("eu-central-1");
        assertThat(request.userMetadata().orElseThrow().toString()).isEqualTo("{\"run\":{\"id\":\"r\"}}");
        assertThat(request.settings().windowSize()).contains("800x600");
        assertThat(request.settings().arguments()).containsExactly("--ignore-certificate-errors");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"timeout": 59}                                  | body/timeout must be >= 60
            {"timeout": 21601}                               | body/timeout must be <= 21600
            {"timeout": 60.5}                                | body/timeout must be integer
            {"timeout": 99999999999999999999}                | body/timeout must be integer
            {"timeout": "60"}                                | body/timeout must be integer
            {"keepAlive": "yes"}                             | body/keepAlive must be boolean
            {"keepAlive": null}                              | body/keepAlive must be boolean
            {"region": "mars"}                               | body/region must be equal to one of
            {"projectId": 5}                                 | body/projectId must be string
            {"userMetadata": "run"}                          | body/userMetadata must be object
            {"userMetadata": {"a": {"b": [1]}}}              | body/userMetadata must not contain arrays
            {"browserSettings": {"viewport": {"width": "w"}}}| body/browserSettings/viewport/width must be integer
            {"browserSettings": {"blockAds": 1}}             | body/browserSettings/blockAds must be boolean
            {"browserSettings": {"os": "beos"}}              | body/browserSettings/os must be equal to one of
            {"browserSettings": []}                          | body/browserSettings must be object
            {"proxies": "yes"}                               | body/proxies must be boolean or array
            []                                               | body must be object
            """)
    void aFieldOfTheWrongKindIsRefusedByName(String json, String words) {
        Refusal refusal = refused(json, PAID);

        assertThat(refusal).hasMessageStartingWith(words);
        assertThat(refusal.body()).containsEntry("statusCode", 400).containsEntry("error", "Bad Request");
    }

    @ParameterizedTest
    @ValueSource(ints = {511, 512})
    void metadataIsUnder512Characters(int length) throws Refusal {
        String json = "{\"k\":\"" + "x".repeat(length - 8) + "\"}";
        assertThat(json).hasSize(length);

        if (length < 512) {
            assertThat(read("{\"userMetadata\": " + json + "}", PAID).userMetadata())
                    .isPresent();
        } else {
            assertThat(refused("{\"userMetadata\": " + json + "}", PAID)).hasMessageContaining("under 512 characters");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"proxies": true}                                  | 403 | Proxies are not available
            {"proxies": [{"type": "browserbase"}]}             | 403 | Proxies are not available
            {"browserSettings": {"allowedDomains": ["a.b"]}}   | 403 | Navigation cannot be restricted
            {"browserSettings": {"context": {"id": "c"}}}      | 404 | Context not found
            {"extensionId": "e"}                               | 404 | Extension not found
            {"browserSettings": {"extensionId": "e"}}          | 404 | Extension not found
            """)
    void whatThisServerDoesNotHaveIsNotLeftOutSilently(String json, int status, String words) {
        Refusal refusal = refused(json, PAID);

        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal).hasMessageStartingWith(words);
    }

    @Test
    void theFreePlanHasNoKeepAlive() throws Refusal {
        Refusal refusal = refused("{\"keepAlive\": true}", FREE);

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal).hasMessageContaining("not supported on the FREE plan");
        assertThat(read("{\"keepAlive\": false}", FREE).keepAlive()).isFalse();
    }

    private static SessionRequest read(String json, Terms terms) throws Refusal {
        return SessionRequest.read(new JsonMapper().readTree(json), terms);
    }

    private static Refusal refused(String json, Terms terms) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(json, terms));
        assertThat(refusal).as("refusal of %s", json).isNotNull();
        return refusal;
    }
}
