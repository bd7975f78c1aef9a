package dev.browsersession;

import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Edits the {@code ChromeOptions} of a session; named by {@link BrowserSession#configure}. Needs a constructor without
 * parameters.
 *
 * <p>Arguments, preferences, local state, extensions, excluded switches, the binary and the proxy belong to the browser's
 * launch. Page load strategy, time-outs, prompt behaviour, logging preferences and other capabilities belong to each
 * connection. Mobile emulation is applied to the pages. What can reach neither a launch nor a connection is a
 * {@link ConfigurationException} that names it; nothing is dropped.
 */
@FunctionalInterface
public interface ChromeConfigurer {

    /** Edits {@code options}, which start empty. Called once for each session, before it is created. */
    void configure(ChromeOptions options);
}
