package dev.browsersession.cdp;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A DevTools target.
 *
 * @param id its target id, which for a page is also its WebDriver window handle
 * @param type {@code page}, {@code iframe}, {@code service_worker} and so on
 * @param url its address
 * @param title its title
 * @param browserContextId the browser context that it belongs to; null where the browser does not tell
 */
public record PageTarget(String id, String type, String url, String title, String browserContextId) {

    private static final Pattern SURFACE = Pattern.compile("^chrome://[^/]*\\.top-chrome(/|$)");

    /** Whether it is a page that was opened by a test or a person, and no part of the browser's own surface. */
    boolean isTab() {
        return type.equals("page")
                && !url.startsWith("devtools://")
                && !SURFACE.matcher(url).find();
    }

    /** Whether nothing was loaded into it so far. */
    public boolean isBlank() {
        return url.equals("about:blank");
    }

    static PageTarget of(JsonNode targetInfo) {
        return new PageTarget(
                targetInfo.path("targetId").asString(""),
                targetInfo.path("type").asString(""),
                targetInfo.path("url").asString(""),
                targetInfo.path("title").asString(""),
                targetInfo.path("browserContextId").asString(null));
    }
}
