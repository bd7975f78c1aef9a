package dev.browsersession.keeper.server.browserbase;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a list is narrowed down to: {@code user_metadata['run']['id']:'abc'}. Only strings are compared.
 *
 * @param path the names on the way to the value
 */
record MetadataQuery(List<String> path, String value) {

    private static final Pattern NAME = Pattern.compile("\\['([^']*)']");
    /** Nothing of the names is given back once it fits: to be able to, a matcher would need the more stack the more there are. */
    private static final Pattern QUERY = Pattern.compile("user_metadata((?:" + NAME + ")++):'([^']*)'");

    MetadataQuery {
        path = List.copyOf(path);
    }

    static MetadataQuery parse(String text) throws Refusal {
        Matcher matcher = QUERY.matcher(text.strip());
        if (!matcher.matches()) {
            throw Refusal.badRequest("querystring/q must be of the form user_metadata['name']:'value'");
        }
        Stream<String> names = NAME.matcher(matcher.group(1)).results().map(name -> name.group(1));
        return new MetadataQuery(names.toList(), matcher.group(3));
    }

    boolean fits(JsonNode metadata) {
        JsonNode found = metadata;
        for (String name : path) {
            found = found.path(name);
        }
        return found.isString() && found.asString().equals(value);
    }
}
