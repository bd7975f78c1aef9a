package dev.browsersession.keeper;

import java.io.IOException;

/** Another keeper holds the lock on the journal. */
final class KeeperAlreadyRunning extends IOException {

    private static final long serialVersionUID = 1L;

    KeeperAlreadyRunning(String message) {
        super(message);
    }
}
