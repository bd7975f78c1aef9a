package dev.browsersession.config;

import dev.browsersession.ConfigurationException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the values of attributes and settings. Every error names where the value was given and what is allowed. */
public final class Values {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Pattern AMOUNTS = Pattern.compile(
            "(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?", Pattern.CASE_INSENSITIVE);

    private Values() {}

    /** {@code 90s}, {@code 5m}, {@code 1h30m}, {@code 500ms}, or ISO-8601. Positive; a bare number is refused. */
    public static Duration duration(String text, String source) {
        Duration duration = text.matches("[+-]?[pP].*") ? iso(text, source) : amounts(text, source);
        if (duration.compareTo(LONGEST) > 0) {
            throw new ConfigurationException(source + " is \"" + text + "\", which is longer than a year.");
        }
        if (duration.isZero() || duration.isNegative()) {
            throw new ConfigurationException(source + " must be longer than 0, but is \"" + text + "\".");
        }
        return duration;
    }

    /** As {@link #duration}, and {@code 0} for not at all. */
    public static Duration durationOrZero(String text, String source) {
        return text.matches("0+(h|m|s|ms)?") ? Duration.ZERO : duration(text, source);
    }

    private static Duration iso(String text, String source) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new ConfigurationException(durationMessage(text, source, ""), e);
        }
    }

    private static Duration amounts(String text, String source) {
        if (text.matches("\\d+(\\.\\d+)?")) {
            throw new ConfigurationException(
                    durationMessage(text, source, " It has no unit: is it seconds or minutes?"));
        }
        Matcher matcher = AMOUNTS.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new ConfigurationException(durationMessage(text, source, ""));
        }
        return Duration.ofHours(amount(matcher, 1))
                .plusMinutes(amount(matcher, 2))
                .plusSeconds(amount(matcher, 3))
                .plusMillis(amount(matcher, 4));
    }

    private static long amount(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    private static String durationMessage(String text, String source, String more) {
        return source + " is \"" + text + "\", which is not a duration." + more
                + " Write \"90s\", \"5m\", \"1h30m\" or ISO-8601 like \"PT5M\".";
    }

    /** A number of things: 1 or more. */
    public static int count(String text, String source) {
        if (!text.matches("0*[1-9]\\d{0,8}")) {
            throw new ConfigurationException(source + " is \"" + text + "\"; allowed are whole numbers from 1.");
        }
        return Integer.parseInt(text);
    }

    public static boolean bool(String text, String source) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigurationException(source + " is \"" + text + "\"; allowed are true and false.");
        };
    }

    public static <E extends Enum<E>> E constant(Class<E> type, String text, String source) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(source + " is \"" + text + "\"; allowed are "
                        + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(" and "))
                        + "."));
    }

    /** A duration as a person would write it: {@code 5m}, {@code 1h30m}, {@code 2.5s}. */
    public static String readable(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + "ms";
        }
        if (millis < 60_000) {
            return millis % 1000 == 0 ? millis / 1000 + "s" : String.format(Locale.ROOT, "%.1fs", millis / 1000.0);
        }
        long hours = duration.toHours();
        return (hours > 0 ? hours + "h" : "")
                + (duration.toMinutesPart() > 0 ? duration.toMinutesPart() + "m" : "")
                + (duration.toSecondsPart() > 0 ? duration.toSecondsPart() + "s" : "");
    }
}
