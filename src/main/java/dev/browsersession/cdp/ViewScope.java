package dev.browsersession.cdp;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What belongs to a view: one browser context, with its targets and windows.
 *
 * <p>All connections of a view share what one of them has learned, each from its own event loop. Nothing is ever unlearned: an
 * id is not used twice, and a connection may still have the last event of a target before it.
 */
public final class ViewScope {

    private static final String CONTEXT = "browserContextId";

    private final String contextId;
    private final boolean isDefault;
    private final Set<String> targets = ConcurrentHashMap.newKeySet();
    private final Set<Integer> windows = ConcurrentHashMap.newKeySet();

    private ViewScope(String contextId, boolean isDefault) {
        this.contextId = contextId;
        this.isDefault = isDefault;
    }

    /** The view of a browser context that was created for it. */
    public static ViewScope context(String browserContextId) {
        return new ViewScope(browserContextId, false);
    }

    /** The view of the browser's own context, whose id {@link Pages#defaultContext} tells. */
    public static ViewScope defaultContext(String browserContextId) {
        return new ViewScope(browserContextId, true);
    }

    /** As people read it in a message: {@code the view of browser context 3F21…}. */
    @Override
    public String toString() {
        return isDefault ? "the view of the default browser context" : "the view of browser context " + contextId;
    }

    boolean isContext(JsonNode id) {
        return id != null && id.isString() && contextId.equals(id.stringValue());
    }

    /** Whether the parameters name no other context than this one. */
    boolean allows(ObjectNode params) {
        return !params.has(CONTEXT) || isContext(params.get(CONTEXT));
    }

    /** Makes a command that acts on the default context when it names none act on this one. */
    void nameContext(ObjectNode params) {
        if (!isDefault) {
            params.put(CONTEXT, contextId);
        }
    }

    /** Whether a target belongs here; if so, its id is learned. */
    boolean learn(JsonNode targetInfo) {
        if (!isContext(targetInfo.get(CONTEXT))) {
            return false;
        }
        learnTarget(targetInfo.path("targetId").asString(""));
        return true;
    }

    void learnTarget(String targetId) {
        targets.add(targetId);
    }

    boolean knowsTarget(String targetId) {
        return targets.contains(targetId);
    }

    void learnWindow(int windowId) {
        windows.add(windowId);
    }

    boolean knowsWindow(int windowId) {
        return windows.contains(windowId);
    }

    /** Whether a command that is sent to a page concerns nothing but the page, so that no view need look at it. */
    public static boolean isOfPage(String method) {
        return CommandRule.isOfPage(method);
    }

    /** Whether what a command does to a page lasts for as long as the CDP session that it was sent on. */
    public static boolean lastsInSession(String method) {
        return CommandRule.lastsInSession(method);
    }
}
