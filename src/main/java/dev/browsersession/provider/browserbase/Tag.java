package dev.browsersession.provider.browserbase;

import java.util.Map;
import java.util.Optional;

/** How sessions are marked, and found again. Browserbase can be asked for equal values only, so there is one that all have. */
final class Tag {

    private static final String MARK = "createdBy";
    private static final String MARKED = "junit-browser-session";
    private static final String TAG = "browserSession";

    private Tag() {}

    static Map<String, Object> fields(String tag) {
        return Map.of(MARK, MARKED, TAG, tag);
    }

    /** Asks for all sessions that were ever marked. */
    static String query() {
        return "user_metadata['" + MARK + "']:'" + MARKED + "'";
    }

    static Optional<String> of(Map<String, Object> metadata) {
        return metadata != null && MARKED.equals(metadata.get(MARK)) && metadata.get(TAG) instanceof String tag
                ? Optional.of(tag)
                : Optional.empty();
    }
}
