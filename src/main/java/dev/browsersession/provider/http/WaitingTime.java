package dev.browsersession.provider.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.Headers;

/** How long a service wants to be left alone. */
final class WaitingTime {

    /** A number from here on is a point in time, in seconds since 1970; no limit is reset that many seconds from now. */
    private static final double FIRST_EPOCH_SECOND = 1e9;

    private static final double FIRST_EPOCH_MILLISECOND = 1e12;

    private WaitingTime() {}

    /** By {@code retry-after}, and where it is not there by {@code x-ratelimit-reset}; empty where neither can be read. */
    static Optional<Duration> of(Headers headers) {
        // Points in time are by the service's clock, and so is this one.
        Instant now = httpDate(headers.get("date")).orElseGet(Instant::now);
        return seconds(headers.get(OneTry.RETRY_AFTER), now)
                .or(() -> httpDate(headers.get(OneTry.RETRY_AFTER)).map(then -> until(then, now)))
                .or(() -> seconds(headers.get("x-ratelimit-reset"), now))
                .or(() -> Timestamps.read(headers.get("x-ratelimit-reset")).map(then -> until(then, now)));
    }

    private static Optional<Duration> seconds(String text, Instant now) {
        double number;
        try {
            number = text == null ? Double.NaN : Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        if (Double.isNaN(number) || Double.isInfinite(number) || number < 0) {
            return Optional.empty();
        }
        if (number >= FIRST_EPOCH_MILLISECOND) {
            return Optional.of(until(Instant.ofEpochMilli((long) number), now));
        }
        if (number >= FIRST_EPOCH_SECOND) {
            return Optional.of(until(Instant.ofEpochMilli((long) (number * 1000)), now));
        }
        return Optional.of(Duration.ofMillis((long) Math.ceil(number * 1000)));
    }

    /** Empty where there is none, or none that can be read. */
    static Optional<Instant> httpDate(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration until(Instant then, Instant now) {
        Duration left = Duration.between(now, then);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
