package dev.browsersession.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** What tests wait for comes at once on a machine with nothing else to do, and this is for all others. */
public final class AwaitingNet implements LauncherSessionListener {

    private static final Duration NET = Duration.ofSeconds(30);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(NET);
    }
}
