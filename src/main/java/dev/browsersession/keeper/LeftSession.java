package dev.browsersession.keeper;

import dev.browsersession.provider.Account;
import dev.browsersession.provider.FoundSession;
import dev.browsersession.provider.ProviderFailure;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A session at a provider that nobody has a lease on and whose end is still to be seen: it was left by a dead keeper, or the
 * answer to its creation was lost. It is stopped by its id; where that was never told, it is looked for by its tag.
 */
final class LeftSession {

    private static final System.Logger LOG = System.getLogger(LeftSession.class.getName());
    private static final long FIRST_PAUSE = 1_000;
    private static final long LONGEST_PAUSE = 30_000;
    /** How long a session may take to show after its creation was asked for. */
    static final long MAY_STILL_APPEAR = 60_000;

    private final JournaledSession session;
    private final Account account;
    private final Machinery machinery;
    private final Consumer<Boolean> whenOver;
    private final long lostAt;

    /** @param whenOver told whether it is seen to be gone; else the provider cannot be asked for it */
    LeftSession(JournaledSession session, Account account, Machinery machinery, Consumer<Boolean> whenOver) {
        this.session = session;
        this.account = account;
        this.machinery = machinery;
        this.whenOver = whenOver;
        this.lostAt = machinery.time().millis();
    }

    /**
     * Stops it, or looks for it: once in this thread, and where that is not enough, again later.
     *
     * @return what is known now, as a sentence
     */
    String pursue() {
        if (session.id() != null) {
            stop(session.id(), () -> whenOver.accept(true));
            return "Session " + session.id() + " is being stopped.";
        }
        return look(FIRST_PAUSE);
    }

    private String look(long pause) {
        try {
            Optional<Set<String>> found = account.find(session.tag())
                    .map(all -> all.stream().map(FoundSession::id).collect(Collectors.toSet()));
            if (found.isEmpty()) {
                whenOver.accept(false);
                return "The provider cannot be asked for it: if there is one, it is left, and "
                        + session.untilWhen(machinery.time()) + ". Its tag is " + session.tag() + ".";
            }
            if (!found.get().isEmpty()) {
                String ids = String.join(", ", found.get());
                LOG.log(Level.INFO, "session {0} was found by its tag {1}", ids, session.tag());
                stopAll(found.get());
                return "It had made session " + ids + ", which was found by its tag " + session.tag()
                        + " and is being stopped.";
            }
            return nothingFound(pause);
        } catch (ProviderFailure e) {
            LOG.log(Level.WARNING, "{0} cannot be looked for: {1}", session.name(), e.getMessage());
            lookAgainOrGiveUp(pause, session.ttlLeftMillis(machinery.time()) > -LONGEST_PAUSE);
            return "It cannot be looked for now (" + e.getMessage() + "); the keeper goes on trying, and "
                    + session.untilWhen(machinery.time()) + ". Its tag is " + session.tag() + ".";
        }
    }

    private String nothingFound(long pause) {
        lookAgainOrGiveUp(pause, machinery.time().millis() - lostAt < MAY_STILL_APPEAR);
        return "None with its tag " + session.tag() + " is found; the keeper looks again for a while.";
    }

    private void lookAgainOrGiveUp(long pause, boolean again) {
        if (again) {
            Runnable look = () -> machinery.workers().execute(() -> look(Math.min(pause * 2, LONGEST_PAUSE)));
            machinery.timer().schedule(look, pause, TimeUnit.MILLISECONDS);
        } else {
            whenOver.accept(true);
        }
    }

    private void stopAll(Set<String> ids) {
        Countdown left = new Countdown(ids.size(), () -> whenOver.accept(true));
        ids.forEach(id -> stop(id, left));
    }

    private void stop(String id, Runnable then) {
        Stopping stopping = new Stopping(
                account::stop,
                id,
                machinery,
                () -> session.livedMillis(machinery.time()),
                () -> session.ttlLeftMillis(machinery.time()));
        stopping.gone().thenRun(then);
        machinery.workers().execute(stopping::begin);
    }

    /** Runs what comes after the last of several. */
    private static final class Countdown implements Runnable {

        private final AtomicInteger left;
        private final Runnable then;

        Countdown(int count, Runnable then) {
            this.left = new AtomicInteger(count);
            this.then = then;
        }

        @Override
        public void run() {
            if (left.decrementAndGet() == 0) {
                then.run();
            }
        }
    }
}
