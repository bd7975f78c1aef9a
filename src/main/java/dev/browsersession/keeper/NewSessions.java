package dev.browsersession.keeper;

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
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Has providers create sessions, when there is a place for them. */
final class NewSessions {

    private static final System.Logger LOG = System.getLogger(NewSessions.class.getName());

    private final Providers providers;
    private final Machinery machinery;
    private final Places places;
    private final EarlierRuns earlier;
    private final Consumer<KeptSession> whenCreated;
    private final BiConsumer<String, SessionEnd> whenEnded;

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
        SessionSpec spec = asking.acquire().spec();
        OwnerSurroundings surroundings = asking.surroundings();
        Way way = wayTo(provider, asking.acquire());
        long askedAt = machinery.time().millis();
        ProvidedSession provided = provider.create(spec, surroundings);
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
        surroundings.whenEnded(session::crashed);
        try {
            session.begin();
        } catch (LimitReached e) {
            // There is room for it only when it is seen to be gone, and the next one may have its id.
            session.stopped().join();
            asking.hasNone();
            throw e;
        }
        return session;
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
}
