package dev.browsersession.keeper.command;

import java.io.IOException;

/** A keeper said no. */
final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
