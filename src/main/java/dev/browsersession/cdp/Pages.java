package dev.browsersession.cdp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The commands about browser contexts and pages that the keeper sends on its own connection to a browser. All of them block for
 * 15 seconds at most.
 */
public final class Pages {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static final Set<String> PAGES_AND_FRAMES = Set.of("page", "iframe");

    private Pages() {}

    /** The id of the browser's own context: the one that targets belong to which were created in none. */
    public static String defaultContext(CdpConnection browser) throws CdpException {
        JsonNode contexts = browser.call(null, "Target.getBrowserContexts", Map.of(), LIMIT);
        String id = contexts.path("defaultBrowserContextId").asString("");
        if (!id.isEmpty()) {
            return id;
        }
        // Browsers before it was told: whatever context was not created is the default one.
        List<String> created = contexts.path("browserContextIds").values().stream()
                .map(context -> context.asString(""))
                .toList();
        return targets(browser).stream()
                .map(PageTarget::browserContextId)
                .filter(context -> context != null && !created.contains(context))
                .findFirst()
                .orElseThrow(() -> CdpException.refused("the browser does not tell its default browser context"));
    }

    /** Creates a browser context and returns its id. It lasts until it is disposed, or the browser ends. */
    public static String createContext(CdpConnection browser) throws CdpException {
        return browser.call(null, "Target.createBrowserContext", Map.of("disposeOnDetach", false), LIMIT)
                .path("browserContextId")
                .asString();
    }

    /** Disposes of a browser context, with its pages and everything that they stored. */
    public static void disposeContext(CdpConnection browser, String browserContextId) throws CdpException {
        browser.call(null, "Target.disposeBrowserContext", Map.of("browserContextId", browserContextId), LIMIT);
    }

    /**
     * Opens a blank page and returns its target id.
     *
     * @param browserContextId null for the default context
     * @param width of its window, in CSS pixels; 0 to leave the size to the browser, which takes that of the last window used
     * @param height of its window, in CSS pixels; 0 likewise
     */
    public static String createPage(CdpConnection browser, String browserContextId, int width, int height)
            throws CdpException {
        Map<String, Object> params = new HashMap<>(Map.of("url", "about:blank"));
        if (browserContextId != null) {
            params.put("browserContextId", browserContextId);
        }
        String target = browser.call(null, "Target.createTarget", params, LIMIT)
                .path("targetId")
                .asString();
        if (width > 0 && height > 0) {
            setWindowSize(browser, target, width, height);
        }
        return target;
    }

    /** Opens a blank page in a window of its own. */
    public static String createWindow(CdpConnection browser, String browserContextId) throws CdpException {
        Map<String, Object> params = new HashMap<>(Map.of("url", "about:blank", "newWindow", true));
        if (browserContextId != null) {
            params.put("browserContextId", browserContextId);
        }
        return browser.call(null, "Target.createTarget", params, LIMIT)
                .path("targetId")
                .asString();
    }

    /** How many pages the browser has, of all contexts. */
    public static long count(CdpConnection browser) throws CdpException {
        return targets(browser).stream().filter(PageTarget::isTab).count();
    }

    private static void setWindowSize(CdpConnection browser, String target, int width, int height) throws CdpException {
        JsonNode window = browser.call(null, "Browser.getWindowForTarget", Map.of("targetId", target), LIMIT);
        Map<String, ?> bounds = Map.of("width", width, "height", height);
        browser.call(
                null,
                "Browser.setWindowBounds",
                Map.of("windowId", window.path("windowId").asInt(), "bounds", bounds),
                LIMIT);
    }

    /** Closes a page, whatever its {@code beforeunload} says. The browser may still be about it when this returns. */
    public static void closePage(CdpConnection browser, String targetId) throws CdpException {
        browser.call(null, "Target.closeTarget", Map.of("targetId", targetId), LIMIT);
    }

    /**
     * The pages of a context: what a person would call its tabs.
     *
     * @param browserContextId null for the default context
     */
    public static List<PageTarget> list(CdpConnection browser, String browserContextId) throws CdpException {
        String context = browserContextId == null ? defaultContext(browser) : browserContextId;
        return targets(browser).stream()
                .filter(target -> context.equals(target.browserContextId()))
                .filter(PageTarget::isTab)
                .toList();
    }

    /** The pages of a context on which no script can run, because another never ends, or a dialog is open. */
    public static List<PageTarget> hanging(CdpConnection browser, String browserContextId, Duration limitPerPage)
            throws CdpException {
        List<PageTarget> hanging = new ArrayList<>();
        for (PageTarget target : list(browser, browserContextId)) {
            try (PageSession page = PageSession.attach(browser, target.id(), limitPerPage)) {
                browser.await(page.evaluate("1"), "a look at a page", limitPerPage);
            } catch (CdpException e) {
                if (e.connectionLost()) {
                    throw e;
                }
                hanging.add(target);
            }
        }
        return hanging;
    }

    /** Sends a command to any page of the default context, and opens one where there is none. */
    public static JsonNode onAPage(CdpConnection browser, String method, Map<String, ?> parameters)
            throws CdpException {
        List<PageTarget> open = list(browser, null);
        String target =
                open.isEmpty() ? createPage(browser, null, 0, 0) : open.get(0).id();
        try (PageSession page = PageSession.attach(browser, target, LIMIT)) {
            return page.call(method, parameters, LIMIT);
        }
    }

    /** The browser context of a frame, which is known by that of its page; empty where it has gone meanwhile. */
    public static Optional<String> contextOfFrame(CdpConnection browser, String frame, Duration limitPerPage)
            throws CdpException {
        List<PageTarget> targets = targets(browser);
        // A page's own frame has the page's id.
        Optional<PageTarget> direct =
                targets.stream().filter(target -> target.id().equals(frame)).findFirst();
        if (direct.isPresent()) {
            return direct.map(PageTarget::browserContextId);
        }
        for (PageTarget target : targets) {
            if (PAGES_AND_FRAMES.contains(target.type()) && hasFrame(browser, target, frame, limitPerPage)) {
                return Optional.ofNullable(target.browserContextId());
            }
        }
        return Optional.empty();
    }

    private static boolean hasFrame(CdpConnection browser, PageTarget target, String frame, Duration limit)
            throws CdpException {
        try (PageSession page = PageSession.attach(browser, target.id(), limit)) {
            return isIn(page.call("Page.getFrameTree", Map.of(), limit).path("frameTree"), frame);
        } catch (CdpException e) {
            if (e.connectionLost()) {
                throw e;
            }
            return false;
        }
    }

    private static boolean isIn(JsonNode tree, String frame) {
        return tree.path("frame").path("id").asString("").equals(frame)
                || tree.path("childFrames").values().stream().anyMatch(child -> isIn(child, frame));
    }

    /** All targets of the browser. */
    static List<PageTarget> targets(CdpConnection browser) throws CdpException {
        return browser.call(null, "Target.getTargets", Map.of(), LIMIT).path("targetInfos").values().stream()
                .map(PageTarget::of)
                .toList();
    }
}
