package dev.browsersession.provider.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a service says of an error, in few words: of JSON the message, of a page its title, of any other text its beginning. */
final class ServiceWords {

    private static final int LONGEST = 300;
    private static final String[] MESSAGES = {"message", "error", "detail", "title", "reason"};
    private static final Pattern TITLE = Pattern.compile("(?is)<(title|h1)[^>]*>(.*?)</\\1\\s*>");
    private static final Pattern MARKUP =
            Pattern.compile("(?is)<!--.*?-->|<(script|style|head)\\b.*?</\\1\\s*>|<[^>]*>|&[a-z#0-9]+;");

    private ServiceWords() {}

    /** Empty where the body says nothing. */
    static Optional<String> of(String body, Redaction redaction) {
        String text = body.strip();
        String words = isMarkup(text) ? ofPage(text) : ofJson(text).orElse(text);
        String line = redaction.of(words.replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
        if (line.length() > LONGEST) {
            line = line.substring(0, LONGEST).strip() + " …";
        }
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    static boolean isMarkup(String text) {
        return text.startsWith("<");
    }

    private static String ofPage(String page) {
        Matcher title = TITLE.matcher(page);
        while (title.find()) {
            String words = MARKUP.matcher(title.group(2)).replaceAll(" ").strip();
            if (!words.isEmpty()) {
                return words;
            }
        }
        return MARKUP.matcher(page).replaceAll(" ");
    }

    private static Optional<String> ofJson(String text) {
        if (!text.startsWith("{") && !text.startsWith("[") && !text.startsWith("\"")) {
            return Optional.empty();
        }
        try {
            return message(ServiceJson.tree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> message(JsonNode said) {
        if (said.isString()) {
            return Optional.of(said.asString());
        }
        for (String name : MESSAGES) {
            JsonNode value = said.path(name);
            if (value.isString() && !value.asString().isBlank()) {
                return Optional.of(value.asString());
            }
            if (value.isArray() && !value.isEmpty()) {
                return Optional.of(value.values().stream()
                        .map(each -> message(each).orElseGet(each::toString))
                        .reduce((one, other) -> one + "; " + other)
                        .orElseThrow());
            }
            if (value.isObject()) {
                return message(value);
            }
        }
        return Optional.empty();
    }
}
