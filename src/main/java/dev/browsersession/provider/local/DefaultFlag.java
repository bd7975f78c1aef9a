package dev.browsersession.provider.local;

import java.util.List;
import java.util.Optional;

/**
 * A switch that every local browser gets unless it is dropped.
 *
 * @param name without dashes
 * @param onlyHeadless whether a browser with a visible window does not get it
 * @param reason why every test is better off with it
 */
record DefaultFlag(String name, Optional<String> value, boolean onlyHeadless, String reason) {

    static final List<DefaultFlag> ALL = List.of(
            flag("no-first-run", "A fresh profile would greet with its first-run pages."),
            flag("no-default-browser-check", "A fresh profile would ask to become the default browser."),
            flag(
                    "disable-search-engine-choice-screen",
                    "A fresh profile would ask for a search engine in some countries."),
            flag(
                    "enable-automation",
                    "Pages and people see that the browser is driven; prompts that block tests stay away."),
            flag("test-type", "webdriver", "Warnings about switches, which would take room from the page, stay away."),
            flag(
                    "disable-background-networking",
                    "Update and reporting traffic costs time and reaches out of the machine."),
            flag("disable-component-update", "Components would be downloaded into every fresh profile."),
            flag("disable-default-apps", "Bundled apps would be installed into every fresh profile."),
            flag("disable-sync", "A test's profile has no account to sync with."),
            flag("disable-quic", "HTTP over UDP passes by the proxies and servers that tests put in its way."),
            flag("disable-popup-blocking", "A pop-up that a script opens is part of what is tested."),
            flag("disable-prompt-on-repost", "Reloading a posted form would stop at a prompt."),
            flag("disable-hang-monitor", "A page that is busy or halted in a debugger would raise a dialog."),
            flag("disable-client-side-phishing-detection", "Pages would be classified in the background."),
            flag("password-store", "basic", "The desktop's key ring would ask for its password."),
            flag("use-mock-keychain", "The keychain of macOS would ask for its password."),
            flag(
                    "disable-dev-shm-usage",
                    "/dev/shm has 64 MB in a container by default, and pages crash when it is full."),
            flag(
                    "disable-background-timer-throttling",
                    "Views share a browser; none may be slowed by another in front."),
            flag("disable-backgrounding-occluded-windows", "A view's window behind another would stop drawing."),
            flag("disable-renderer-backgrounding", "A view's page behind another would get a lower priority."),
            new DefaultFlag(
                    "disable-gpu", Optional.empty(), true, "Without a window, looking for a GPU only takes time."));

    /** Features that are switched off together by {@code --disable-features}; each can be dropped by its own name. */
    static final List<DefaultFlag> DISABLED_FEATURES = List.of(
            flag(
                    "BackForwardCache",
                    "Pages kept for going back cost a renderer each; leaving a site takes half the time."),
            flag("WebUIOmniboxPopup", "A page that the address bar loads in every new window, where nobody types."),
            flag("WebUIOmniboxAimPopup", "A further such page of the address bar."),
            flag("WebUIOmniboxFullPopup", "A further such page of the address bar."),
            flag("PreloadTopChromeWebUI", "Pages of the browser's own surface, loaded before anyone opens them."),
            flag(
                    "SpareRendererForSitePerProcess",
                    "A renderer kept ready costs more than it saves in a short-lived context."),
            flag("Translate", "An offer to translate the page would cover it."));

    private static DefaultFlag flag(String name, String reason) {
        return new DefaultFlag(name, Optional.empty(), false, reason);
    }

    private static DefaultFlag flag(String name, String value, String reason) {
        return new DefaultFlag(name, Optional.of(value), false, reason);
    }
}
