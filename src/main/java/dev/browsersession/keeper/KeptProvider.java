package dev.browsersession.keeper;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.ProviderDescription;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.RefusedConnection;
import dev.browsersession.provider.SessionFiles;
import dev.browsersession.provider.SessionProvider;
import dev.browsersession.provider.Surroundings;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

/** A provider as the keeper uses it: every call ends in time, and sessions that are not on this machine are in the journal. */
final class KeptProvider implements SessionProvider {

    private static final System.Logger LOG = System.getLogger(KeptProvider.class.getName());

    private final SessionProvider provider;
    private final String name;
    private final SessionJournal journal;
    private final LeftSessions left;
    private final Machinery machinery;
    private final CallLimits limits;
    private final Map<String, JournaledSession> journaled = new ConcurrentHashMap<>();

    KeptProvider(
            SessionProvider provider,
            SessionJournal journal,
            LeftSessions left,
            Machinery machinery,
            CallLimits limits) {
        this.provider = provider;
        this.name = provider.describe().provider();
        this.journal = journal;
        this.left = left;
        this.machinery = machinery;
        this.limits = limits;
    }

    @Override
    public ProviderDescription describe() {
        return provider.describe();
    }

    @Override
    public ProvidedSession create(SessionSpec spec, Surroundings surroundings) throws ProviderFailure {
        Optional<Account> account = account(spec.options(), surroundings.access());
        if (account.isEmpty()) {
            return createHere(spec, surroundings);
        }
        left.arrived(name, account.get());
        return new Creation(provider, account.get(), journal, left, machinery, limits)
                .run(spec, surroundings, session -> journaled.put(session.id(), session));
    }

    private ProvidedSession createHere(SessionSpec spec, Surroundings surroundings) throws ProviderFailure {
        BoundedCall<ProvidedSession> call = BoundedCall.start(
                machinery.workers(), asked("to create a session"), () -> provider.create(spec, surroundings));
        try {
            return call.await(limits.create());
        } catch (TimeoutException e) {
            call.ifItAnswersLate(session -> machinery.workers().execute(() -> stopLate(session.id())));
            throw new ProviderFailure(Failure.Kind.PROVIDER, e.getMessage() + ".", e);
        }
    }

    private void stopLate(String id) {
        LOG.log(Level.WARNING, "session {0} was created when nobody waited any more", id);
        new Stopping(this::stop, id, machinery, () -> 0, () -> limits.create().toMillis()).begin();
    }

    @Override
    public ProvidedStatus inspect(String id) throws ProviderFailure {
        return within(limits.other(), "how session " + id + " is", () -> provider.inspect(id));
    }

    @Override
    public void stop(String id) throws ProviderFailure {
        within(limits.stop(), "to stop session " + id, () -> {
            provider.stop(id);
            return id;
        });
        JournaledSession session = journaled.remove(id);
        if (session != null) {
            journal.ended(session);
        }
    }

    @Override
    public Optional<ProviderFailure> unanswered(String id) throws ProviderFailure {
        return within(limits.other(), "why nobody gets to session " + id, () -> provider.unanswered(id));
    }

    @Override
    public void browserClosed(String id) {
        provider.browserClosed(id);
    }

    @Override
    public Optional<Account> account(Map<String, String> options, Access access) throws ProviderFailure {
        return within(limits.other(), "for its account", () -> provider.account(options, access))
                .map(account -> new BoundedAccount(name, account, machinery.workers(), limits));
    }

    @Override
    public Optional<Path> directory(String id) {
        return provider.directory(id);
    }

    @Override
    public Optional<ProviderFailure> refused(String id, RefusedConnection refusal) {
        return provider.refused(id, refusal);
    }

    @Override
    public Optional<SessionFiles> files(String id) {
        return provider.files(id).map(files -> new BoundedFiles(files, this::transfer));
    }

    private <T> T transfer(BoundedCall.Question<T> question) throws ProviderFailure {
        return within(limits.create(), "for a file", question);
    }

    private <T> T within(Duration limit, String what, BoundedCall.Question<T> question) throws ProviderFailure {
        try {
            return BoundedCall.start(machinery.workers(), asked(what), question).await(limit);
        } catch (TimeoutException e) {
            throw new ProviderFailure(Failure.Kind.PROVIDER, e.getMessage(), e);
        }
    }

    private String asked(String what) {
        return "Provider " + name + ", asked " + what + ",";
    }
}
