package dev.browsersession.provider.browserbase;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.ProviderDescription;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.Disconnect;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProvidedSession.WebDriverEndpoint;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionFiles;
import dev.browsersession.provider.SessionProvider;
import dev.browsersession.provider.Surroundings;
import dev.browsersession.provider.http.ProviderAnswer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions at Browserbase: WebDriver by its Selenium URL, CDP by its connect URL, keep-alive where the plan has it. */
public final class BrowserbaseProvider implements SessionProvider {

    static final String NAME = "browserbase";
    /** The bounds that Browserbase documents. */
    static final Duration MIN_TTL = Duration.ofSeconds(60);

    private static final Duration MAX_TTL = Duration.ofHours(6);
    /** What a project there has until somebody changes it. */
    private static final Duration DEFAULT_TTL = Duration.ofMinutes(5);

    private static final Duration LOOK_LIMIT = Duration.ofSeconds(12);
    private static final int FORBIDDEN = 403;
    private static final Logger LOG = System.getLogger(BrowserbaseProvider.class.getName());

    private final Map<String, BrowserbaseAccount> sessions = new ConcurrentHashMap<>();
    /** Accounts whose plan has no keep-alive, with the words in which it was refused: they are not asked again. */
    private final Map<Secret, String> keepNothingAlive = new ConcurrentHashMap<>();

    private final Map<String, SessionFiles> files = new ConcurrentHashMap<>();

    @Override
    public ProviderDescription describe() {
        return new ProviderDescription(
                NAME,
                BrowserbaseOption.known(),
                MIN_TTL.toMillis(),
                MAX_TTL.toMillis(),
                DEFAULT_TTL.toMillis(),
                List.of(BrowserbaseAccount.KEY, BrowserbaseAccount.PROJECT, BrowserbaseAccount.URL),
                false);
    }

    @Override
    public Optional<Account> account(Map<String, String> options, Access access) throws ProviderFailure {
        return Optional.of(BrowserbaseAccount.open(access));
    }

    @Override
    public ProvidedSession create(SessionSpec spec, Surroundings surroundings) throws ProviderFailure {
        HostedLaunch.requireNone(spec.launch());
        BrowserbaseAccount account = BrowserbaseAccount.open(surroundings.access());
        Map<String, Object> body = CreateBody.of(spec, account.project(), surroundings.tag());
        if (!spec.keepAlive()) {
            return provided(account.create(body), account, new Disconnect.Ends("it was created without keep-alive"));
        }
        if (!keepNothingAlive.containsKey(account.identity())) {
            ProviderAnswer answer = account.create(body);
            if (!isRefusedKeepAlive(answer)) {
                return provided(answer, account, Disconnect.SURVIVED);
            }
            keepNothingAlive.put(account.identity(), answer.words());
        }
        // Where there was a first one it was refused for certain, so this is no second one.
        body.remove("keepAlive");
        surroundings.tell("Browserbase does not keep sessions alive on this plan (\""
                + keepNothingAlive.get(account.identity())
                + "\"), so the keeper holds a connection to each; a session ends if that connection is lost.");
        return provided(
                account.create(body),
                account,
                new Disconnect.Ends("Browserbase does not keep sessions alive on this plan"));
    }

    private static boolean isRefusedKeepAlive(ProviderAnswer answer) {
        String words = answer.words().toLowerCase(Locale.ROOT);
        return answer.status() == FORBIDDEN
                && (words.contains("keep alive") || words.contains("keep-alive") || words.contains("keepalive"));
    }

    private ProvidedSession provided(ProviderAnswer answer, BrowserbaseAccount account, Disconnect disconnect)
            throws ProviderFailure {
        if (BrowserbaseAccount.isOfCreations(answer)) {
            throw answer.limitInATime();
        }
        BrowserbaseSession made = BrowserbaseAccount.required(answer).as(BrowserbaseSession.class);
        if (made.id() == null || made.id().isBlank()) {
            throw answer.unreadable("without the session's id");
        }
        Optional<Secret> cdp = secret(made.connectUrl());
        Optional<WebDriverEndpoint> webDriver = secret(made.seleniumRemoteUrl())
                .flatMap(url -> secret(made.signingKey())
                        .map(key -> new WebDriverEndpoint(url, Map.of("x-bb-signing-key", key))));
        if (cdp.isEmpty() && webDriver.isEmpty()) {
            throw answer.unreadable("without a URL to connect to session " + made.id());
        }
        boolean refused = disconnect == Disconnect.SURVIVED && Boolean.FALSE.equals(made.keepAlive());
        sessions.put(made.id(), account);
        files.put(made.id(), new BrowserbaseFiles(made.id(), account));
        return new ProvidedSession(
                made.id(),
                cdp,
                webDriver,
                liveView(made.id(), account),
                refused ? new Disconnect.Ends("Browserbase has created it without keep-alive") : disconnect);
    }

    private static Optional<Secret> secret(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank()).map(Secret::new);
    }

    /** Nice to have: a session without one is a session. */
    private static Optional<URI> liveView(String id, BrowserbaseAccount account) {
        try {
            return account.liveView(id);
        } catch (ProviderFailure e) {
            LOG.log(Level.INFO, "session {0} has no live view: {1}", id, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Optional<SessionFiles> files(String id) {
        return Optional.ofNullable(files.get(id));
    }

    @Override
    public ProvidedStatus inspect(String id) throws ProviderFailure {
        BrowserbaseAccount account = sessions.get(id);
        if (account == null) {
            return ProvidedStatus.ended("it has been stopped");
        }
        return account.session(id, LOOK_LIMIT)
                .map(BrowserbaseSession::provided)
                .orElse(ProvidedStatus.ended("Browserbase does not know it"));
    }

    @Override
    public void stop(String id) throws ProviderFailure {
        BrowserbaseAccount account = sessions.get(id);
        if (account != null) {
            account.stop(id);
            sessions.remove(id);
            files.remove(id);
        }
    }
}
