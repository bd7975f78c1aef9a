package dev.browsersession.protocol;

import java.util.Map;

/**
 * Asks for a session; answered by {@link Acquired}.
 *
 * @param spec which session
 * @param environment the environment for a browser that runs here: the owner's, not the keeper's
 * @param access the owner's credentials and network
 * @param waitMillis how long to wait where there is no room for another session; 0 for as long as it takes
 * @param browser the path of the browser that the owner found; null where the provider brings one
 * @param holder who asks, for messages to people: the test class
 * @param sharing the name under which others have it too; null for a session of its own
 */
public record Acquire(
        SessionSpec spec,
        Map<String, String> environment,
        Access access,
        long waitMillis,
        String browser,
        String holder,
        Sharing sharing)
        implements Message {

    public Acquire {
        spec = Components.required(spec, "spec");
        environment = Components.environment(environment);
        access = access == null ? Access.NONE : access;
        browser = Components.path(browser, "browser");
    }
}
