package dev.browsersession.provider.browserless;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.ProviderDescription;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.RefusedConnection;
import dev.browsersession.provider.SessionProvider;
import dev.browsersession.provider.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions at Browserless. They come from its Session API; where the token or the server has none, each is a browser that is
 * launched by connecting to it, kept by {@code Browserless.reconnect}, or by the connection itself.
 */
public final class BrowserlessProvider implements SessionProvider {

    static final String NAME = "browserless";

    private static final Duration MIN_TTL = Duration.ofSeconds(1);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration DEFAULT_TTL = Duration.ofMinutes(5);

    private final Map<String, BrowserlessSession> sessions = new ConcurrentHashMap<>();
    private final Map<Secret, Learned> learned = new ConcurrentHashMap<>();

    @Override
    public ProviderDescription describe() {
        return new ProviderDescription(
                NAME,
                BrowserlessOption.described(),
                MIN_TTL.toMillis(),
                0,
                DEFAULT_TTL.toMillis(),
                List.of(Endpoint.TOKEN, Endpoint.URL),
                false);
    }

    @Override
    public ProvidedSession create(SessionSpec spec, Surroundings surroundings) throws ProviderFailure {
        Wanted wanted = Wanted.of(spec);
        Endpoint endpoint = Endpoint.of(spec.options(), surroundings.access());
        Made made = new BrowserlessCreate(endpoint, learned(endpoint), wanted, surroundings).run();
        sessions.put(made.provided().id(), made.session());
        return made.provided();
    }

    /** A session, as the keeper and as this provider know it. */
    record Made(ProvidedSession provided, BrowserlessSession session) {}

    private Learned learned(Endpoint endpoint) {
        return learned.computeIfAbsent(endpoint.identity(), it -> new Learned());
    }

    @Override
    public ProvidedStatus inspect(String id) throws ProviderFailure {
        BrowserlessSession session = sessions.get(id);
        return session == null ? ProvidedStatus.ended("it has been stopped") : session.inspect();
    }

    @Override
    public void stop(String id) throws ProviderFailure {
        BrowserlessSession session = sessions.get(id);
        if (session != null) {
            session.stop();
            sessions.remove(id);
        }
    }

    @Override
    public void browserClosed(String id) {
        Optional.ofNullable(sessions.get(id)).ifPresent(BrowserlessSession::browserClosed);
    }

    /** With 429 where it has as many browsers as it may have, and as many waiting. */
    @Override
    public Optional<ProviderFailure> refused(String id, RefusedConnection refusal) {
        return Optional.ofNullable(sessions.get(id))
                .map(session -> session.api().answered(refusal, id))
                .map(answer -> answer.status() == TOO_MANY_REQUESTS
                        ? answer.limit()
                        : answer.failure("Check the ttl and the options browserless.*; plans have limits for both."));
    }

    @Override
    public Optional<ProviderFailure> unanswered(String id) throws ProviderFailure {
        BrowserlessSession session = sessions.get(id);
        return session == null ? Optional.empty() : session.unanswered();
    }

    @Override
    public Optional<Account> account(Map<String, String> options, Access access) throws ProviderFailure {
        Endpoint endpoint = Endpoint.of(options, access);
        boolean lacksSessions = learned(endpoint).noSessions().isPresent();
        return Optional.of(new BrowserlessAccount(endpoint, lacksSessions));
    }
}
