package dev.browsersession.jupiter;

import dev.browsersession.config.Values;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Says in one sentence which session ended, why and when. */
final class EndSentence {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private EndSentence() {}

    static String of(SessionSnapshot session, SessionEnd end, Duration ttl, String during) {
        return "Session " + session.id() + " (" + session.provider() + ") ended " + during + ": " + reason(end, ttl)
                + " at " + TIME.format(Instant.ofEpochMilli(end.epochMillis())) + ".";
    }

    static String reason(SessionEnd end, Duration ttl) {
        String detail = end.detail() == null || end.detail().isEmpty() ? "" : ": " + end.detail();
        return switch (end.cause()) {
            case TTL_REACHED ->
                detail.isEmpty()
                        ? "its ttl of " + Values.readable(ttl) + " was reached"
                        : "its provider ended it, its time being over" + detail + " (its ttl was "
                                + Values.readable(ttl) + ")";
            case ENDED -> "its provider has ended it" + detail;
            case STOPPED -> "it was stopped" + detail;
            case CRASHED -> "its browser crashed" + detail;
            case CONNECTION_LOST -> "the connection to it was lost" + detail;
            case KEEPER_ENDED -> "its keeper (" + end.detail() + ") ended";
        };
    }
}
