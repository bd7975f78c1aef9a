package dev.browsersession.provider.browserbase;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.http.ProviderAnswer;
import dev.browsersession.provider.http.ProviderClient;
import dev.browsersession.provider.http.ProviderRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The end of one session: asked for, and then seen. All of it takes less than the 20 s that the keeper grants. */
record Release(BrowserbaseAccount account, ProviderClient client, String id) {

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(8);
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(5);
    private static final Duration SEEN_LIMIT = Duration.ofSeconds(9);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    void run() throws ProviderFailure {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", "REQUEST_RELEASE");
        account.project().ifPresent(project -> body.put("projectId", project));
        ProviderAnswer answer = client.send(ProviderRequest.post("to stop session " + id, body, "v1", "sessions", id)
                .within(REQUEST_LIMIT));
        if (answer.status() == BrowserbaseAccount.NOT_FOUND) {
            return;
        }
        if (!answer.isSuccess()) {
            // One that has ended already is refused in words that are not documented.
            if (isDefiniteNo(answer) && isGone()) {
                return;
            }
            throw BrowserbaseAccount.refused(answer);
        }
        awaitGone();
    }

    private static boolean isDefiniteNo(ProviderAnswer answer) {
        return answer.status() == 400 || answer.status() == 409 || answer.status() == 410 || answer.status() == 422;
    }

    private boolean isGone() throws ProviderFailure {
        Optional<BrowserbaseSession> session = account.session(id, LOOK_LIMIT);
        return session.isEmpty() || !session.get().isRunning();
    }

    private void awaitGone() throws ProviderFailure {
        long end = System.nanoTime() + SEEN_LIMIT.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (!isGone()) {
            if (System.nanoTime() >= end) {
                throw new ProviderFailure(
                        Failure.Kind.PROVIDER,
                        "Session " + id + " of provider browserbase was asked to stop, and " + SEEN_LIMIT.toSeconds()
                                + " s later it is still listed as running.");
            }
            pause(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private void pause(long millis) throws ProviderFailure {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderFailure(
                    Failure.Kind.PROVIDER,
                    "Session " + id + " of provider browserbase was asked to stop, and nobody waited to see it.",
                    e);
        }
    }
}
