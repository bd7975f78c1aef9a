package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.OutcomeUnknown;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionProvider;
import dev.browsersession.provider.Surroundings;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One create of a session that will not be on this machine: written down before, sent once, and never forgotten. */
final class Creation {

    private static final System.Logger LOG = System.getLogger(Creation.class.getName());

    private final SessionProvider provider;
    private final Account account;
    private final SessionJournal journal;
    private final LeftSessions left;
    private final Machinery machinery;
    private final CallLimits limits;

    Creation(
            SessionProvider provider,
            Account account,
            SessionJournal journal,
            LeftSessions left,
            Machinery machinery,
            CallLimits limits) {
        this.provider = provider;
        this.account = account;
        this.journal = journal;
        this.left = left;
        this.machinery = machinery;
        this.limits = limits;
    }

    /** @param made is told the session as it is written down, before anybody else hears of it */
    ProvidedSession run(SessionSpec spec, Surroundings surroundings, Consumer<JournaledSession> made)
            throws ProviderFailure {
        JournaledSession intended = JournaledSession.intended(
                surroundings.tag(), spec.provider(), spec.ttlMillis(), account, machinery.time());
        write(intended, "No session was asked for");
        BoundedCall<ProvidedSession> call = BoundedCall.start(
                machinery.workers(),
                "Provider " + spec.provider() + ", asked to create a session,",
                () -> provider.create(spec, surroundings));
        ProvidedSession session = outcome(call, intended);
        JournaledSession named = intended.withId(session.id());
        keep(named);
        made.accept(named);
        return session;
    }

    private ProvidedSession outcome(BoundedCall<ProvidedSession> call, JournaledSession intended)
            throws ProviderFailure {
        try {
            return call.await(limits.create());
        } catch (OutcomeUnknown e) {
            throw unknown(intended, e.getMessage(), e);
        } catch (TimeoutException e) {
            call.ifItAnswersLate(session -> cameLate(intended.withId(session.id())));
            throw unknown(intended, e.getMessage() + ".", e);
        } catch (ProviderFailure e) {
            if (e.kind() == Failure.Kind.INTERNAL) {
                // Nobody knows how far it came.
                throw unknown(intended, e.getMessage(), e);
            }
            journal.ended(intended);
            throw e;
        }
    }

    private void write(JournaledSession session, String otherwise) throws ProviderFailure {
        try {
            journal.write(session);
        } catch (IOException e) {
            throw new ProviderFailure(
                    Failure.Kind.PROVIDER,
                    otherwise + ": what must outlive the keeper cannot be written down (" + e
                            + "). Is there room, and may the state directory be written to?"
                            + " browser.session.state-dir names another place.",
                    e);
        }
    }

    private void keep(JournaledSession named) throws ProviderFailure {
        try {
            write(named, "Session " + named.id() + " is being stopped");
        } catch (ProviderFailure e) {
            left.pursue(named, account);
            throw e;
        }
    }

    private void cameLate(JournaledSession named) {
        LOG.log(Level.WARNING, "{0} was created when nobody waited any more", named.name());
        try {
            journal.write(named);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} is not in the journal: {1}", named.name(), e.toString());
        }
        machinery.workers().execute(() -> left.pursue(named, account));
    }

    private ProviderFailure unknown(JournaledSession intended, String what, Exception cause) {
        String found = left.pursue(intended, account);
        LOG.log(Level.WARNING, "a create of tag {0}: {1} {2}", intended.tag(), what, found);
        return new ProviderFailure(
                Failure.Kind.PROVIDER, what + " Whether there is a session is not known. " + found, cause);
    }
}
