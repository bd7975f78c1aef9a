package dev.browsersession.cdp;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a view does with a command of its client. */
enum CommandRule {
    /** It cannot reach beyond the page or worker that it is sent to. */
    PASS,
    /** It reaches beyond every browser context. */
    REFUSE,
    /** It acts on the browser context that it names. */
    IN_CONTEXT,
    /** As {@link #IN_CONTEXT}, and what it makes belongs to the view. */
    CREATE_TARGET,
    /** It acts on the context of its page, unless it names another. */
    CONTEXT_IF_NAMED,
    /** It acts on the target that it names. */
    ON_TARGET,
    /** It attaches to the target that it names. */
    ATTACH,
    /** It has the browser attach to targets as they appear. */
    AUTO_ATTACH,
    /** It ends the CDP session that it names. */
    DETACH,
    /** It lists targets. */
    LIST_TARGETS,
    /** It lists browser contexts. */
    LIST_CONTEXTS,
    /** It tells the window of the target that it names. */
    WINDOW_OF_TARGET,
    /** It acts on the window that it names. */
    ON_WINDOW;

    /** Every domain of the browser itself: what is not named here is refused, on the browser and on every page's session. */
    private static final Map<String, CommandRule> BROWSER_WIDE = Map.ofEntries(
            Map.entry("Browser.getVersion", PASS),
            Map.entry("Browser.setDownloadBehavior", IN_CONTEXT),
            Map.entry("Browser.cancelDownload", IN_CONTEXT),
            Map.entry("Browser.grantPermissions", IN_CONTEXT),
            Map.entry("Browser.setPermission", IN_CONTEXT),
            Map.entry("Browser.resetPermissions", IN_CONTEXT),
            Map.entry("Browser.getWindowForTarget", WINDOW_OF_TARGET),
            Map.entry("Browser.getWindowBounds", ON_WINDOW),
            Map.entry("Browser.setWindowBounds", ON_WINDOW),
            Map.entry("Browser.setContentsSize", ON_WINDOW),
            Map.entry("Target.getTargets", LIST_TARGETS),
            Map.entry("Target.getBrowserContexts", LIST_CONTEXTS),
            Map.entry("Target.getTargetInfo", ON_TARGET),
            Map.entry("Target.createTarget", CREATE_TARGET),
            Map.entry("Target.closeTarget", ON_TARGET),
            Map.entry("Target.activateTarget", ON_TARGET),
            Map.entry("Target.attachToTarget", ATTACH),
            Map.entry("Target.autoAttachRelated", ON_TARGET),
            Map.entry("Target.setAutoAttach", AUTO_ATTACH),
            Map.entry("Target.setDiscoverTargets", PASS),
            Map.entry("Target.detachFromTarget", DETACH),
            // Certificate errors are accepted in all contexts while such a client is connected, since ChromeDriver asks
            // it of
            // the browser and a page's own session would be too late for a pop-up's first load.
            Map.entry("Security.setIgnoreCertificateErrors", PASS),
            Map.entry("Schema.getDomains", PASS));

    private static final Set<String> BROWSER_WIDE_DOMAINS =
            Set.of("Browser", "Target", "Tracing", "SystemInfo", "Extensions", "Tethering", "PWA");

    /** What a page's session offers among commands of its own. */
    private static final Set<String> BROWSER_WIDE_ON_PAGES = Set.of(
            "Memory.getBrowserSamplingProfile",
            "Memory.simulatePressureNotification",
            "Memory.setPressureNotificationsSuppressed",
            "Emulation.addScreen",
            "Emulation.removeScreen",
            "Emulation.updateScreen",
            "Emulation.setPrimaryScreen");

    private static final Set<String> LASTING_DOMAINS = Set.of("Emulation", "Fetch");

    private static final Set<String> LASTING = Set.of(
            "Page.addScriptToEvaluateOnNewDocument",
            "Page.removeScriptToEvaluateOnNewDocument",
            "Page.setBypassCSP",
            "Security.setIgnoreCertificateErrors");

    private static final Pattern LASTING_ON_NETWORK =
            Pattern.compile("Network\\.((set(?!Cookie)|emulate|override).*|clearAcceptedEncodingsOverride)");

    private static final Set<String> COOKIES =
            Set.of("Storage.getCookies", "Storage.setCookies", "Storage.clearCookies");

    /**
     * The rule for a command.
     *
     * @param onBrowser whether it is sent to the browser itself and not on a CDP session. There, only what is known to be safe
     *     is let through
     */
    static CommandRule of(String method, boolean onBrowser) {
        String domain = domain(method);
        if (onBrowser) {
            return COOKIES.contains(method) ? IN_CONTEXT : BROWSER_WIDE.getOrDefault(method, REFUSE);
        }
        if (BROWSER_WIDE_DOMAINS.contains(domain)) {
            return BROWSER_WIDE.getOrDefault(method, REFUSE);
        }
        if (BROWSER_WIDE_ON_PAGES.contains(method)) {
            return REFUSE;
        }
        return domain.equals("Storage") ? CONTEXT_IF_NAMED : PASS;
    }

    /** Whether a command that is sent to a page concerns nothing but the page. */
    static boolean isOfPage(String method) {
        return of(method, false) == PASS && !BROWSER_WIDE_DOMAINS.contains(domain(method));
    }

    /** Whether what a command does to a page lasts for as long as the CDP session that it was sent on. */
    static boolean lastsInSession(String method) {
        return LASTING_DOMAINS.contains(domain(method))
                || LASTING.contains(method)
                || LASTING_ON_NETWORK.matcher(method).matches();
    }

    private static String domain(String method) {
        return method.substring(0, Math.max(0, method.indexOf('.')));
    }
}
