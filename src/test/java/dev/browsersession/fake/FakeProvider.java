package dev.browsersession.fake;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.ProviderDescription;
import dev.browsersession.protocol.ProviderOption;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.LimitReached;
import dev.browsersession.provider.OutcomeUnknown;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.RefusedConnection;
import dev.browsersession.provider.SessionProvider;
import dev.browsersession.provider.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions in a {@link FakeCloud}. Runs in a keeper, with nothing but the JDK and the SPI. */
public final class FakeProvider implements SessionProvider {

    static final String URL = "fake.url";
    /** {@code false}: a cloud that cannot be asked which sessions run. */
    static final String FIND = "fake.find";
    /** {@code true}: a cloud that tells how many sessions an account may have. */
    static final String CONCURRENCY = "fake.concurrency";
    /** In the owner's environment. Where it is set, the account takes credentials. */
    static final String TOKEN = "FAKE_TOKEN";

    private final Map<String, FakeAccount> sessions = new ConcurrentHashMap<>();

    @Override
    public ProviderDescription describe() {
        List<ProviderOption> options = List.of(
                new ProviderOption(URL, "where the fake cloud is", null),
                new ProviderOption(FIND, "whether it tells which sessions run", "true"),
                new ProviderOption(CONCURRENCY, "whether it tells how many there may be", "false"));
        return new ProviderDescription("fake", options, 1, 0, 60_000, List.of(TOKEN), false);
    }

    @Override
    public ProvidedSession create(SessionSpec spec, Surroundings surroundings) throws ProviderFailure {
        FakeAccount account = open(spec.options(), surroundings.access());
        HttpResponse<String> answer;
        try {
            answer = account.send("POST", "?tag=" + surroundings.tag() + "&ttl=" + spec.ttlMillis());
        } catch (IOException e) {
            throw new OutcomeUnknown("Provider fake did not answer a create: " + e + ".", e);
        }
        if (answer.statusCode() == 429) {
            throw new LimitReached(
                    "the fake cloud says \"" + answer.body() + "\"",
                    answer.headers()
                            .firstValue("retry-after")
                            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
        }
        if (answer.statusCode() >= 500) {
            throw new OutcomeUnknown("Provider fake answered a create with status " + answer.statusCode() + ".");
        }
        if (answer.statusCode() != 201) {
            throw new ProviderFailure(
                    Failure.Kind.PROVIDER, "Provider fake refused a create with status " + answer.statusCode() + ".");
        }
        List<String> lines = answer.body().lines().toList();
        sessions.put(lines.get(0), account);
        ProvidedSession made = ProvidedSession.overCdp(lines.get(0), new Secret(lines.get(1)));
        return new ProvidedSession(
                made.id(),
                made.cdpUrl(),
                made.webDriver(),
                Optional.of(URI.create("https://live.example/" + made.id())),
                made.disconnect());
    }

    @Override
    public Optional<ProviderFailure> refused(String id, RefusedConnection refusal) {
        return refusal.status() == 429
                ? Optional.of(new LimitReached("the fake cloud says \"" + refusal.body() + "\".", Optional.empty()))
                : Optional.empty();
    }

    @Override
    public ProvidedStatus inspect(String id) throws ProviderFailure {
        return sessions.get(id).inspect(id);
    }

    @Override
    public void stop(String id) throws ProviderFailure {
        FakeAccount account = sessions.get(id);
        if (account != null) {
            account.stop(id);
            sessions.remove(id);
        }
    }

    @Override
    public Optional<Account> account(Map<String, String> options, Access access) throws ProviderFailure {
        return Optional.of(open(options, access));
    }

    private static FakeAccount open(Map<String, String> options, Access access) throws ProviderFailure {
        if (!options.containsKey(URL)) {
            throw new ProviderFailure(Failure.Kind.CONFIGURATION, "Provider fake needs the option " + URL + ".");
        }
        return new FakeAccount(
                options,
                access.credentials().getOrDefault(TOKEN, new Secret("")).value());
    }
}
