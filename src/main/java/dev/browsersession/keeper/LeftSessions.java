package dev.browsersession.keeper;

import dev.browsersession.protocol.Access;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sessions at providers that nobody has a lease on. Those of a dead keeper are stopped as soon as their account can be
 * opened: at once where it takes no credentials, else when an owner of it arrives.
 */
final class LeftSessions {

    private static final System.Logger LOG = System.getLogger(LeftSessions.class.getName());

    private final SessionJournal journal;
    private final Machinery machinery;
    /** By their tags: those whose account nobody has brought so far, and those that cannot be looked for. */
    private final Map<String, JournaledSession> waiting = new ConcurrentHashMap<>();

    private final AtomicInteger pursued = new AtomicInteger();

    LeftSessions(SessionJournal journal, Machinery machinery) {
        this.journal = journal;
        this.machinery = machinery;
    }

    /** Whether none is being stopped or looked for. */
    boolean isIdle() {
        return pursued.get() == 0;
    }

    /** Begins to stop what a dead keeper left. */
    void recover(Providers providers) throws IOException {
        for (JournaledSession session : journal.left()) {
            LOG.log(Level.WARNING, "the keeper before this one left {0} at {1}", session.name(), session.provider());
            waiting.put(session.tag(), session);
            if (session.options() == null || session.id() == null) {
                forgetWhenOver(session);
            }
            if (session.options() != null) {
                work(() -> reopen(providers, session));
            }
        }
    }

    /** The keeper does not leave meanwhile. */
    private void work(Runnable work) {
        pursued.incrementAndGet();
        machinery.workers().execute(() -> {
            try {
                work.run();
            } finally {
                pursued.decrementAndGet();
            }
        });
    }

    /** What an owner should know, in sentences: sessions that may cost something and that this keeper cannot stop. */
    List<String> notices() {
        return waiting.values().stream()
                .filter(session -> session.options() == null || session.id() == null)
                .map(session -> "A keeper that has died " + (session.id() == null ? "may have left " : "left ")
                        + session.name() + " at provider " + session.provider()
                        + "; " + session.untilWhen(machinery.time()) + ". "
                        + whatFollows(session))
                .toList();
    }

    private static String whatFollows(JournaledSession session) {
        if (session.options() != null) {
            return "The provider cannot be asked whether it still runs.";
        }
        return session.id() == null
                ? "It is looked for when an owner with the same account asks for a session; where the provider cannot tell,"
                        + " its ttl is the end of it."
                : "It is stopped when an owner with the same account asks for a session.";
    }

    private void reopen(Providers providers, JournaledSession session) {
        try {
            providers
                    .named(session.provider())
                    .account(session.options(), Access.NONE)
                    .ifPresent(account -> arrived(session.provider(), account));
        } catch (ProviderFailure e) {
            LOG.log(Level.WARNING, "{0} cannot be stopped: {1}", session.name(), e.getMessage());
        }
    }

    /** The ttl is counted in other time than the timer's, so it is looked at again. */
    private void forgetWhenOver(JournaledSession session) {
        long millis = session.ttlLeftMillis(machinery.time());
        if (millis > 0) {
            Runnable look = () -> machinery.workers().execute(() -> forgetWhenOver(session));
            machinery.timer().schedule(look, Math.min(millis + 1, 60_000), TimeUnit.MILLISECONDS);
        } else if (waiting.remove(session.tag()) != null) {
            LOG.log(Level.WARNING, "{0}: its ttl is over, and nobody could stop it", session.name());
            journal.ended(session);
        }
    }

    /** What was left in this account can be stopped now. */
    void arrived(String provider, Account account) {
        for (JournaledSession session : List.copyOf(waiting.values())) {
            if (session.provider().equals(provider)
                    && session.isOf(account)
                    && waiting.remove(session.tag(), session)) {
                work(() -> pursue(session, account));
            }
        }
    }

    /**
     * Stops it, or looks for it and stops what is found.
     *
     * @return what is known now, as a sentence
     */
    String pursue(JournaledSession session, Account account) {
        pursued.incrementAndGet();
        return new LeftSession(session, account, machinery, gone -> pursued(session, gone)).pursue();
    }

    private void pursued(JournaledSession session, boolean gone) {
        pursued.decrementAndGet();
        if (gone) {
            waiting.remove(session.tag());
            journal.ended(session);
        } else {
            waiting.put(session.tag(), session);
            forgetWhenOver(session);
        }
    }
}
