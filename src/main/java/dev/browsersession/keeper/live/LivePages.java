package dev.browsersession.keeper.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The files of the live view. They hold no data but what is put in the place of a few names: pages ask for the rest. */
final class LivePages {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8");

    private LivePages() {}

    static LiveAnswer file(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return LiveAnswer.of(200, TYPES.get(ending), read(name));
    }

    /** @param values by the names that stand in double braces in the page */
    static LiveAnswer page(int status, String name, Map<String, String> values) {
        String text = new String(read(name), StandardCharsets.UTF_8);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{{" + value.getKey() + "}}", escaped(value.getValue()));
        }
        return LiveAnswer.of(status, TYPES.get("html"), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static byte[] read(String name) {
        try (InputStream file = LivePages.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the keeper's jar lacks " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
