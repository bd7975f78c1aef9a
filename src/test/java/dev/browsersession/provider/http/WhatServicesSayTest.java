package dev.browsersession.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.LimitReached;
import java.time.Duration;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of answers: words for people, times to wait, moments. */
class WhatServicesSayTest extends ProviderClientTestCase {

    @Test
    void anErrorPageIsToldByItsTitle() throws Exception {
        answer(
                502,
                "<!DOCTYPE html><html><head><style>a{}</style><title>Bad\n Gateway</title></head><body>x</body></html>");
        answer(403, "<html><body><script>no()</script><p>Not   for you</p></body></html>");

        assertThat(client("").send(GET).words()).isEqualTo("Bad Gateway");
        assertThat(client("").send(GET).words()).isEqualTo("Not for you");
    }

    @Test
    void aJsonErrorIsToldByItsMessageAndALongTextByItsBeginning() throws Exception {
        answer(400, "{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"timeout is too short\"}");
        answer(400, "{\"error\":{\"message\":\"nested\"}}");
        answer(400, "word ".repeat(1000));

        assertThat(client("").send(GET).words()).isEqualTo("timeout is too short");
        assertThat(client("").send(GET).words()).isEqualTo("nested");
        assertThat(client("").send(GET).words())
                .hasSizeLessThan(310)
                .startsWith("word word")
                .endsWith("…");
    }

    @Test
    void noMessageHoldsASecret() throws Exception {
        answer(
                400,
                "no " + KEY.value()
                        + " wss://u:p4ss@h.example/e?token=t0k3n {\"signingKey\":\"s1gn\"} apiKey=4p1 Authorization:"
                        + " Bearer b34r");

        String words = client("").send(GET).words();

        assertThat(words)
                .doesNotContain(KEY.value(), "p4ss", "t0k3n", "s1gn", "4p1", "b34r")
                .contains("h.example/e");
        answer(401, "{\"message\":\"Invalid API key: check it, and the password: both\"}");
        assertThat(client("").send(GET).words()).isEqualTo("Invalid API key: check it, and the password: both");
        assertThat(client("").withQuery("token", new Secret("a&b c=d")).redacted("it was a%26b+c%3Dd"))
                .isEqualTo("it was [redacted]");
        assertThat(client("")
                        .hiding(new Secret("secret"))
                        .hiding(new Secret("the-secret-itself"))
                        .redacted("the-secret-itself"))
                .as("one that is a part of another")
                .isEqualTo("[redacted]");
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after, 7, 7",
        "retry-after, 0.5, 0.5",
        "retry-after, 'Wed, 21 Oct 2015 07:28:30 GMT', 30",
        "retry-after, 'Wed, 21 Oct 2015 07:27:00 GMT', 0",
        "x-ratelimit-reset, 12, 12",
        "x-ratelimit-reset, 1445412485, 5",
        "x-ratelimit-reset, 1445412485000, 5",
        "x-ratelimit-reset, 2015-10-21T07:28:09.000000+00:00, 9",
        "retry-after, soon, ",
        "retry-after, -1, "
    })
    void tooManyRequestsTellHowLongToWait(String header, String value, Double seconds) throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Date", "Wed, 21 Oct 2015 07:28:00 GMT")
                .addHeader(header, value)
                .body("{\"message\":\"limit 3, currently 3\"}")
                .build());

        LimitReached limit = (LimitReached) client("").send(CREATE).failure();

        assertThat(limit).hasMessageContaining("\"limit 3, currently 3\"");
        if (seconds == null) {
            assertThat(limit.retryAfter()).isEmpty();
        } else {
            assertThat(limit.retryAfter()).contains(Duration.ofMillis((long) (seconds * 1000)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-31T10:00:00.123Z, 2025-01-31T10:00:00.123Z",
        "2025-01-31T10:00:00.123456+00:00, 2025-01-31T10:00:00.123456Z",
        "2025-01-31T10:00:00.123456Z, 2025-01-31T10:00:00.123456Z",
        "2025-01-31T12:00:00+02:00, 2025-01-31T10:00:00Z"
    })
    void readsTimestamps(String text, String instant) {
        assertThat(Timestamps.read(text).orElseThrow()).hasToString(instant);
    }

    @Test
    void aTimestampThatCannotBeReadIsNone() {
        assertThat(Timestamps.read("yesterday")).isEmpty();
        assertThat(Timestamps.read(null)).isEmpty();
    }
}
