package dev.browsersession.provider.browserbase;

import dev.browsersession.provider.ProvidedStatus;
import java.util.Map;

/** A session as Browserbase tells of it. What only a create tells is null in other answers. */
record BrowserbaseSession(
        String id,
        String status,
        String createdAt,
        Boolean keepAlive,
        Map<String, Object> userMetadata,
        String connectUrl,
        String seleniumRemoteUrl,
        String signingKey) {

    private static final String TIMED_OUT = "TIMED_OUT";

    /** All that it may be. A status that is not known counts as running: what is stopped too often costs nothing. */
    boolean isRunning() {
        return ended() == null;
    }

    ProvidedStatus provided() {
        if (isRunning()) {
            return ProvidedStatus.RUNNING;
        }
        return TIMED_OUT.equals(status) ? ProvidedStatus.expired(ended()) : ProvidedStatus.ended(ended());
    }

    private String ended() {
        return switch (status == null ? "" : status) {
            case "COMPLETED" -> "Browserbase says COMPLETED: it was released, or its last client left";
            case TIMED_OUT -> "Browserbase says TIMED_OUT: its timeout there is over";
            case "ERROR" -> "Browserbase says ERROR: it failed there";
            default -> null;
        };
    }

    @Override
    public String toString() {
        return "session " + id + " (" + status + ")";
    }
}
