package dev.browsersession.keeper;

import dev.browsersession.cdp.Patience;
import dev.browsersession.network.UnusableTrustStore;
import dev.browsersession.network.Way;
import dev.browsersession.protocol.Acquire;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.LimitReached;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionProvider;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Has providers create sessions, when there is a place for them. */
final class NewSessions {

    private static final System.Logger LOG = System.getLogger(NewSessions.class.getName());
    /** A container that is told to end usually has ten seconds for all of it. */
    private static final Duration ENDING = Patience.of(Duration.ofSeconds(6));

    /** Usually, where nobody wants to wait. */
    private static final long STOP_TAKES = 2_000;

    private final Providers providers;
    private final Machinery machinery;
    private final Places places;
    private final EarlierRuns earlier;
    private final Consumer<KeptSession> whenCreated;
    private final BiConsumer<String, SessionEnd> whenEnded;
    private final CreatesElsewhere elsewhere = new CreatesElsewhere();

    /**
     * @param whenCreated told of each as soon as there is one, before it is connected to
     * @param whenEnded told the id of one that has ended
     */
    NewSessions(
            Providers providers,
            Machinery machinery,
            Places places,
            EarlierRuns earlier,
            Consumer<KeptSession> whenCreated,
            BiConsumer<String, SessionEnd> whenEnded) {
        this.providers = providers;
        this.machinery = machinery;
        this.places = places;
        this.earlier = earlier;
        this.whenCreated = whenCreated;
        this.whenEnded = whenEnded;
    }

    /** Waits for a place, creates a session and connects to it. */
    KeptSession create(PlaceRequest asking) throws ProviderFailure {
        SessionSpec spec = asking.acquire().spec();
        SessionProvider provider = providers.check(spec);
        Optional<Account> account =
                provider.account(spec.options(), asking.acquire().access());
        AccountKey key = AccountKey.of(spec.provider(), account);
        account.ifPresent(opened -> earlier.sweep(asking.owner(), key, opened));
        return places.take(key, account, asking, () -> make(provider, asking));
    }

    private KeptSession make(SessionProvider provider, PlaceRequest asking) throws ProviderFailure {
        Way way = wayTo(provider, asking.acquire());
        KeptSession session = provider.describe().runsHere()
                ? created(provider, asking, way)
                : elsewhere.during(() -> created(provider, asking, way));
        asking.surroundings().whenEnded(session::crashed);
        try {
            session.begin();
        } catch (LimitReached e) {
            requireGone(session, asking, e);
            asking.hasNone();
            throw e;
        }
        return session;
    }

    private KeptSession created(SessionProvider provider, PlaceRequest asking, Way way) throws ProviderFailure {
        SessionSpec spec = asking.acquire().spec();
        long askedAt = machinery.time().millis();
        ProvidedSession provided = provider.create(spec, asking.surroundings());
        LOG.log(
                Level.INFO,
                "session {0} of {1} for {2}, {3}",
                provided.id(),
                spec.provider(),
                asking.holder(),
                asking.owner());
        TimeToLive ttl = provider.describe().runsHere()
                ? TimeToLive.here(machinery.time(), spec.ttlMillis())
                : TimeToLive.elsewhere(machinery.time(), spec.ttlMillis(), askedAt);
        KeptSession session = new KeptSession(
                provider, provided, spec, way, ttl, machinery, end -> whenEnded.accept(provided.id(), end));
        asking.has(session);
        whenCreated.accept(session);
        return session;
    }

    /** There is room for another only when it is seen to be gone, and that may have its id. */
    private void requireGone(KeptSession session, PlaceRequest asking, LimitReached limit) throws ProviderFailure {
        long patience = Math.max(STOP_TAKES, asking.waitLeft(machinery.time().millis()));
        CompletableFuture<Boolean> gone = session.stopped().thenApply(stopped -> true);
        asking.surroundings().whenAbandoned(() -> gone.complete(false));
        if (!gone.completeOnTimeout(false, patience, TimeUnit.MILLISECONDS).join()) {
            throw new ProviderFailure(
                    Failure.Kind.LIMIT,
                    asking.holder() + " got no session of provider "
                            + asking.acquire().spec().provider() + ": " + limit.getMessage()
                            + " What was created for it, "
                            + session.id() + ", is still being stopped, so it was not asked for another.",
                    limit);
        }
    }

    /** What the owner's JVM is told of proxies and trust is not about browsers on its own machine. */
    private static Way wayTo(SessionProvider provider, Acquire request) throws ProviderFailure {
        try {
            return provider.describe().runsHere()
                    ? Way.DIRECT
                    : Way.of(request.access().network());
        } catch (UnusableTrustStore e) {
            throw new ProviderFailure(Failure.Kind.CONFIGURATION, e.getMessage(), e);
        }
    }

    /** Has services create nothing more. */
    void end() {
        elsewhere.end();
    }

    /** What services have been asked for is waited for, within limits, and told of as ever. */
    void awaitAnswers() {
        int left = elsewhere.awaitAnswers(ENDING);
        if (left > 0) {
            LOG.log(Level.WARNING, "creates that are not answered when this keeper ends: {0}", left);
        }
    }
}
