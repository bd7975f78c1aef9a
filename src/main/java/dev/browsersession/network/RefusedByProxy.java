package dev.browsersession.network;

import java.io.IOException;

/** A proxy passed nothing on. The message is the end of a sentence. */
public final class RefusedByProxy extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedByProxy(String message) {
        super(message);
    }
}
