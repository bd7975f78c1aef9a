package dev.browsersession.provider.browserbase;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProviderFailure;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** What Browserbase is asked for with a create. */
final class CreateBody {

    /** Documented as under 512 characters. */
    private static final int LONGEST_METADATA = 511;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CreateBody() {}

    static Map<String, Object> of(SessionSpec spec, Optional<String> project, String tag) throws ProviderFailure {
        Map<String, Object> body = new LinkedHashMap<>();
        project.ifPresent(id -> body.put("projectId", id));
        body.put("timeout", Math.max(BrowserbaseProvider.MIN_TTL.toSeconds(), (spec.ttlMillis() + 999) / 1000));
        if (spec.keepAlive()) {
            body.put("keepAlive", true);
        }
        for (Map.Entry<String, String> given : new TreeMap<>(spec.options()).entrySet()) {
            Optional<BrowserbaseOption> option = BrowserbaseOption.of(given.getKey());
            if (option.isPresent()) {
                put(body, option.get().path(), option.get().value(given.getValue()));
            }
        }
        if (spec.options().containsKey(BrowserbaseOption.CONTEXT_PERSIST.key())
                && !spec.options().containsKey(BrowserbaseOption.CONTEXT.key())) {
            throw refused("The option " + BrowserbaseOption.CONTEXT_PERSIST.key() + " says nothing without "
                    + BrowserbaseOption.CONTEXT.key() + ".");
        }
        body.put("userMetadata", metadata(spec.options(), tag));
        return body;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> body, List<String> path, Object value) {
        Map<String, Object> place = body;
        for (String name : path.subList(0, path.size() - 1)) {
            place = (Map<String, Object>) place.computeIfAbsent(name, missing -> new LinkedHashMap<String, Object>());
        }
        place.put(path.get(path.size() - 1), value);
    }

    private static Map<String, Object> metadata(Map<String, String> options, String tag) throws ProviderFailure {
        Map<String, Object> metadata = new TreeMap<>();
        options.forEach((key, value) -> {
            if (key.startsWith(BrowserbaseOption.METADATA)) {
                metadata.put(key.substring(BrowserbaseOption.METADATA.length()), value);
            }
        });
        for (String own : Tag.fields(tag).keySet()) {
            if (metadata.containsKey(own)) {
                throw refused("The option " + BrowserbaseOption.METADATA + own
                        + " has a name that is needed to find sessions that were left: take another name.");
            }
        }
        metadata.putAll(Tag.fields(tag));
        int length = new String(MAPPER.writeValueAsBytes(metadata), StandardCharsets.UTF_8).length();
        if (length > LONGEST_METADATA) {
            throw refused("The options " + BrowserbaseOption.METADATA
                    + "* are too long: with what sessions are found by, they" + " have " + length
                    + " characters as JSON, and Browserbase allows " + LONGEST_METADATA + ".");
        }
        return metadata;
    }

    private static ProviderFailure refused(String sentence) {
        return new ProviderFailure(Failure.Kind.CONFIGURATION, sentence);
    }
}
