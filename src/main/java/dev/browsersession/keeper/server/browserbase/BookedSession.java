package dev.browsersession.keeper.server.browserbase;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A session as the book knows it, from before its browser starts until long after its end. All of its state is under its lock. */
final class BookedSession {

    private final String id;
    private final String signingKey;
    private final SessionRequest request;
    private final Instant createdAt;
    private Instant updatedAt;
    private Instant startedAt;
    private Instant endedAt;
    private Status status = Status.PENDING;
    private long startedMillis;
    private int clients;
    private boolean hadClients;

    BookedSession(String id, String signingKey, SessionRequest request, Instant now) {
        this.id = id;
        this.signingKey = signingKey;
        this.request = request;
        this.createdAt = now;
        this.updatedAt = now;
        this.startedAt = now;
    }

    String id() {
        return id;
    }

    String signingKey() {
        return signingKey;
    }

    /** In a time that does not tell how much of it fits. */
    boolean isSignedWith(String key) {
        return MessageDigest.isEqual(signingKey.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
    }

    SessionRequest request() {
        return request;
    }

    synchronized Status status() {
        return status;
    }

    /** @param millis of elapsed time */
    synchronized void started(Instant now, long millis) {
        if (status == Status.PENDING) {
            status = Status.RUNNING;
            startedAt = now;
            startedMillis = millis;
            updatedAt = now;
        }
    }

    /** Whether it still runs; then one more client is connected. */
    synchronized boolean join() {
        if (status != Status.RUNNING) {
            return false;
        }
        clients++;
        hadClients = true;
        return true;
    }

    /** Whether that was the last client of a session that ends with it. */
    synchronized boolean leave() {
        clients--;
        return clients == 0 && !request.keepAlive() && status == Status.RUNNING;
    }

    /** Whether nobody has come for too long. */
    synchronized boolean isForgotten(long millis, long patience) {
        return status == Status.RUNNING && !hadClients && millis - startedMillis >= patience;
    }

    /** It ends once; how is decided by who is first. */
    synchronized boolean end(Status how, Instant now) {
        if (status.over()) {
            return false;
        }
        status = how;
        endedAt = now;
        updatedAt = now;
        return true;
    }

    /** What it is charged: begun minutes, one at least. */
    synchronized long minutes(Instant now) {
        if (startedMillis == 0) {
            return 0;
        }
        Duration ran = Duration.between(startedAt, endedAt == null ? now : endedAt);
        return Math.max(1, (ran.toSeconds() + 59) / 60);
    }

    /** As the API shows it. */
    synchronized Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put("createdAt", Timestamps.text(createdAt));
        shown.put("updatedAt", Timestamps.text(updatedAt));
        shown.put("projectId", request.projectId());
        shown.put("startedAt", Timestamps.text(startedAt));
        Optional.ofNullable(endedAt).ifPresent(at -> shown.put("endedAt", Timestamps.text(at)));
        shown.put("expiresAt", Timestamps.text(createdAt.plus(request.timeout())));
        shown.put("status", status.name());
        shown.put("proxyBytes", 0);
        shown.put("keepAlive", request.keepAlive());
        shown.put("region", request.region());
        request.userMetadata().ifPresent(metadata -> shown.put("userMetadata", metadata));
        return shown;
    }
}
