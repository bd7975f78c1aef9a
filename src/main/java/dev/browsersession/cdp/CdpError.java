package dev.browsersession.cdp;

import java.io.Serializable;

/** How a browser, or a view, refused a command. */
public record CdpError(int code, String message) implements Serializable {

    public static final int NO_SESSION = -32001;
    public static final int NO_METHOD = -32601;
    public static final int INVALID_PARAMS = -32602;
}
