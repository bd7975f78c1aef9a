package dev.browsersession.jupiter;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Ends this JVM's connection to the keeper with its last launcher session. Found by JUnit; not for use. */
public final class SessionsListener implements LauncherSessionListener {

    private static int open;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        synchronized (SessionsListener.class) {
            open++;
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        synchronized (SessionsListener.class) {
            if (--open > 0) {
                return;
            }
        }
        JvmOwner.closeCurrent();
    }
}
