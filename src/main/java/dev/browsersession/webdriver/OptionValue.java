package dev.browsersession.webdriver;

import dev.browsersession.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value out of edited {@code ChromeOptions}, read as what it has to be.
 *
 * @param name where it was, for messages
 * @param value what JSON can hold
 */
record OptionValue(String name, Object value) {

    Object present() {
        if (value == null) {
            throw wrong("a value");
        }
        return value;
    }

    String string() {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong("a text");
    }

    boolean bool() {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw wrong("true or false");
    }

    Number number() {
        if (value instanceof Number number && number.doubleValue() >= 0) {
            return number;
        }
        throw wrong("a number from 0 on");
    }

    List<String> strings() {
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> new OptionValue(name, element).string())
                    .toList();
        }
        throw wrong("a list of texts");
    }

    Map<String, Object> map() {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("a map");
        }
        Map<String, Object> present = new LinkedHashMap<>();
        map.forEach((key, element) ->
                present.put(String.valueOf(key), new OptionValue(name + "." + key, element).present()));
        return present;
    }

    private ConfigurationException wrong(String expected) {
        return new ConfigurationException(
                "The ChromeOptions set %s to %s, which has to be %s.".formatted(name, value, expected));
    }
}
