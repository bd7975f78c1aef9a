package dev.browsersession.provider.browserbase;

import java.util.Arrays;
import java.util.List;

/** How the text of an option becomes a value of JSON. */
interface OptionType {

    OptionType TEXT = text -> {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a text that is not empty");
        }
        return text;
    };

    OptionType BOOLEAN = text -> switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException("true or false");
    };

    OptionType NUMBER = text -> {
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("a whole number from 1 to 99999");
        }
        return Integer.valueOf(text);
    };

    OptionType LIST = text -> {
        List<String> parts =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (parts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("one or more values, separated by commas");
        }
        return parts;
    };

    OptionType PROXIES = ProxyOption::read;

    static OptionType oneOf(String... values) {
        return text -> {
            if (!List.of(values).contains(text)) {
                throw new IllegalArgumentException("one of " + String.join(", ", values));
            }
            return text;
        };
    }

    /**
     * The value for a text.
     *
     * @throws IllegalArgumentException whose message says what the option must be
     */
    Object read(String text);
}
