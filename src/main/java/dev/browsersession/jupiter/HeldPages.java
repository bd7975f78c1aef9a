package dev.browsersession.jupiter;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.config.Settings;
import dev.browsersession.config.Values;
import dev.browsersession.lease.KeeperCommand;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.SessionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves the browser of a failed test open for people to look at, where they have asked for it. */
final class HeldPages {

    private static final String SETTING = "hold-on-failure";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    /** Chrome's own debugging port, which has DevTools to look at its pages with. Other hosts' are not for browsers. */
    private static final Pattern LOCAL = Pattern.compile("ws://(127\\.0\\.0\\.1:\\d+)/devtools/browser/.*");

    private HeldPages() {}

    /** Whether the browser was left open. Never fails: it must not stand in the place of the test's own failure. */
    static boolean hold(ExtensionContext context, SessionHolder holder, ConnectedBrowser browser) {
        Settings settings = new Settings(context::getConfigurationParameter, System.getenv());
        Announcer announcer = holder.jvm().announcer();
        String test = TestNames.of(context);
        if (!browser.hasFailed()) {
            return false;
        }
        try {
            Optional<Duration> time = time(settings);
            if (time.isEmpty() || browser.lease().inspect().end() != null) {
                return false;
            }
            String target = browser.currentTarget();
            Instant until = browser.hold(time.get(), test);
            announcer.warn(message(settings, test, browser.lease().session(), target, until));
            holder.isHeld();
            return true;
        } catch (BrowserSessionException e) {
            announcer.warn(test + " failed, and its browser could not be held: " + e.getMessage());
            return false;
        }
    }

    /** How long to hold; empty where that is not wanted. Where CI is set nobody is there to look. */
    static Optional<Duration> time(Settings settings) {
        return SharedUse.onCi(settings)
                ? Optional.empty()
                : settings.find(SETTING)
                        .map(value -> Values.durationOrZero(value.text(), value.source()))
                        .filter(time -> !time.isZero());
    }

    private static String message(
            Settings settings, String test, SessionSnapshot session, String target, Instant until) {
        return test + " failed; its browser stays as it is until " + TIME.format(until) + ", or until you stop it."
                + "\n  to look at it:  " + whereToLook(session, target)
                + (LOCAL.matcher(connectUrl(session)).matches() ? "\n  to watch it:    " + session.liveViewUrl() : "")
                + "\n  to stop it:     " + KeeperCommand.line(settings, "stop " + session.id());
    }

    private static String whereToLook(SessionSnapshot session, String target) {
        Matcher port = LOCAL.matcher(connectUrl(session));
        if (!port.matches()) {
            return session.liveViewUrl();
        }
        // With this very host: Chrome refuses a websocket from a page of any other origin, localhost included.
        return target == null
                ? "http://" + port.group(1) + "/json/list names its pages"
                : "http://" + port.group(1) + "/devtools/inspector.html?ws=" + port.group(1) + "/devtools/page/"
                        + target;
    }

    private static String connectUrl(SessionSnapshot session) {
        return Optional.ofNullable(session.connectUrl()).map(Secret::value).orElse("");
    }
}
