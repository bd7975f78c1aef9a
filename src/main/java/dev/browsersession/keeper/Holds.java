package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Hold;
import dev.browsersession.provider.ProviderFailure;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Views of failed tests that people may want to look at. A session with one of them stays without a lease. */
final class Holds {

    /** A build in which all tests fail must not fill the machine with browsers. */
    private static final int MOST_SESSIONS = 5;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Machinery machinery;
    private final Consumer<KeptSession> whenOver;
    // Guarded by this object's lock.
    private final Map<KeptSession, List<HeldView>> held = new HashMap<>();

    private record HeldView(String view, String holder, Instant until) {}

    /** @param whenOver is told, on a worker, a session of which nothing is held any more */
    Holds(Machinery machinery, Consumer<KeptSession> whenOver) {
        this.machinery = machinery;
        this.whenOver = whenOver;
    }

    /** Returns until when. */
    Instant hold(KeptSession session, Hold request) throws ProviderFailure {
        long millis = Math.min(request.millis(), session.ttl().leftMillis());
        HeldView view =
                new HeldView(request.view(), request.holder(), Instant.now().plusMillis(millis));
        synchronized (this) {
            held.keySet().removeIf(KeptSession::hasEnded);
            if (!held.containsKey(session) && held.size() == MOST_SESSIONS) {
                throw new ProviderFailure(
                        Failure.Kind.LIMIT,
                        "The view of " + request.holder() + " is not held: " + MOST_SESSIONS
                                + " sessions are held already, which is the most at a time.");
            }
            held.computeIfAbsent(session, it -> new ArrayList<>()).add(view);
        }
        session.holdView(request.view());
        machinery
                .timer()
                .schedule(() -> machinery.workers().execute(() -> over(session, view)), millis, TimeUnit.MILLISECONDS);
        return view.until();
    }

    /** Why the session stays, as the end of a sentence; empty where it does not. */
    synchronized Optional<String> why(KeptSession session) {
        return held.getOrDefault(session, List.of()).stream()
                .filter(view -> !session.hasEnded())
                .max(Comparator.comparing(HeldView::until))
                .map(view -> "it is held for " + view.holder() + " until " + TIME.format(view.until()));
    }

    private void over(KeptSession session, HeldView view) {
        session.closeView(view.view());
        synchronized (this) {
            List<HeldView> left = held.getOrDefault(session, new ArrayList<>());
            left.remove(view);
            if (!left.isEmpty() || held.remove(session) == null) {
                return;
            }
        }
        whenOver.accept(session);
    }
}
