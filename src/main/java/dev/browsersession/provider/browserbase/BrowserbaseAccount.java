package dev.browsersession.provider.browserbase;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.FoundSession;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.http.FilePart;
import dev.browsersession.provider.http.ProviderAnswer;
import dev.browsersession.provider.http.ProviderClient;
import dev.browsersession.provider.http.ProviderRequest;
import dev.browsersession.provider.http.Timestamps;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A project at Browserbase, in the name of an API key. */
final class BrowserbaseAccount implements Account {

    static final String KEY = "BROWSERBASE_API_KEY";
    static final String PROJECT = "BROWSERBASE_PROJECT_ID";
    static final String URL = "BROWSERBASE_BASE_URL";

    static final int NOT_FOUND = 404;
    private static final int NO_CONTENT = 204;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final long LARGEST_ZIP = 1L << 30;
    /** Below what the keeper grants for a transfer. */
    private static final Duration TRANSFER = Duration.ofSeconds(100);

    private static final String PUBLIC_URL = "https://api.browserbase.com";
    private static final String SETTINGS = "https://www.browserbase.com/settings";
    /** Two questions have to fit into what the keeper grants for one. */
    private static final Duration HALF = Duration.ofSeconds(7);

    private final ProviderClient client;
    private final Optional<String> project;
    private final Secret identity;

    private BrowserbaseAccount(ProviderClient client, Optional<String> project, Secret identity) {
        this.client = client;
        this.project = project;
        this.identity = identity;
    }

    static BrowserbaseAccount open(Access access) throws ProviderFailure {
        Secret key = access.credentials().get(KEY);
        if (key == null || key.value().isBlank()) {
            throw new ProviderFailure(
                    Failure.Kind.CONFIGURATION,
                    "Provider browserbase needs an API key: set the environment variable " + KEY + " to the one from "
                            + SETTINGS + ".");
        }
        Secret stripped = new Secret(key.value().strip());
        Optional<String> project = variable(access, PROJECT);
        ProviderClient client = ProviderClient.open(
                        BrowserbaseProvider.NAME, variable(access, URL).orElse(PUBLIC_URL), URL, access.network())
                .withHeader("X-BB-API-Key", stripped);
        String identity = client.baseUrl() + "\n" + project.orElse("") + "\n" + stripped.value();
        return new BrowserbaseAccount(client, project, new Secret(identity));
    }

    private static Optional<String> variable(Access access, String name) {
        return Optional.ofNullable(access.credentials().get(name))
                .map(value -> value.value().strip())
                .filter(value -> !value.isEmpty());
    }

    Optional<String> project() {
        return project;
    }

    @Override
    public Secret identity() {
        return identity;
    }

    /** Whatever was answered. */
    ProviderAnswer create(Map<String, Object> body) throws ProviderFailure {
        return client.send(ProviderRequest.create(body, "v1", "sessions"));
    }

    /** Empty where there is no such session. */
    Optional<BrowserbaseSession> session(String id, Duration limit) throws ProviderFailure {
        ProviderAnswer answer = client.send(ProviderRequest.get("how session " + id + " is", "v1", "sessions", id)
                .within(limit));
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(required(answer).as(BrowserbaseSession.class));
    }

    /** Sends a copy of a file to the session's machine. */
    void upload(String id, Path file) throws ProviderFailure {
        required(client.send(ProviderRequest.post(
                        "to take a file for session " + id, new FilePart("file", file), "v1", "sessions", id, "uploads")
                .within(TRANSFER)));
    }

    /** Writes the zip of what the session has downloaded; false where Browserbase has nothing of it yet. */
    boolean downloads(String id, Path zip) throws ProviderFailure {
        ProviderAnswer answer = client.download(
                ProviderRequest.get("for the downloads of session " + id, "v1", "sessions", id, "downloads")
                        .within(TRANSFER),
                zip,
                LARGEST_ZIP);
        return answer.status() != NOT_FOUND && required(answer).status() != NO_CONTENT;
    }

    /** A page to watch the session on; empty where Browserbase does not tell. */
    Optional<URI> liveView(String id) throws ProviderFailure {
        record LiveUrls(String debuggerFullscreenUrl, String debuggerUrl) {}
        LiveUrls urls = required(client.send(
                        ProviderRequest.get("where session " + id + " can be watched", "v1", "sessions", id, "debug")))
                .as(LiveUrls.class);
        String url = urls.debuggerFullscreenUrl() != null ? urls.debuggerFullscreenUrl() : urls.debuggerUrl();
        try {
            return Optional.ofNullable(url).map(URI::create);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<List<FoundSession>> find(String tag) throws ProviderFailure {
        List<FoundSession> found = new ArrayList<>();
        for (String status : List.of("RUNNING", "PENDING")) {
            ProviderAnswer answer = client.send(ProviderRequest.get("which sessions run", "v1", "sessions")
                    .query("status", status)
                    .query("q", Tag.query())
                    .within(HALF));
            for (BrowserbaseSession session : required(answer).as(BrowserbaseSession[].class)) {
                Tag.of(session.userMetadata())
                        .filter(its -> session.id() != null && session.isRunning() && its.startsWith(tag))
                        .map(its -> new FoundSession(
                                session.id(), its, Timestamps.read(session.createdAt()), answer.date()))
                        .ifPresent(found::add);
            }
        }
        return Optional.of(found);
    }

    @Override
    public OptionalInt concurrency() throws ProviderFailure {
        record Project(int concurrency) {}
        String asked = "how many sessions its project may have";
        if (project.isPresent()) {
            return positive(required(client.send(ProviderRequest.get(asked, "v1", "projects", project.get())))
                    .as(Project.class)
                    .concurrency());
        }
        Project[] projects = required(client.send(ProviderRequest.get(asked, "v1", "projects")))
                .as(Project[].class);
        return projects.length == 1 ? positive(projects[0].concurrency()) : OptionalInt.empty();
    }

    private static OptionalInt positive(int concurrency) {
        return concurrency > 0 ? OptionalInt.of(concurrency) : OptionalInt.empty();
    }

    @Override
    public void stop(String id) throws ProviderFailure {
        new Release(this, client, id).run();
    }

    static ProviderAnswer required(ProviderAnswer answer) throws ProviderFailure {
        if (!answer.isSuccess()) {
            throw refused(answer);
        }
        return answer;
    }

    /**
     * Whether it says that too many sessions were created within a minute, and not that there are too many. Both have the same
     * status, and may have the same headers.
     */
    static boolean isOfCreations(ProviderAnswer answer) {
        String words = answer.words().toLowerCase(Locale.ROOT);
        return answer.status() == TOO_MANY_REQUESTS
                && !words.contains("concurren")
                && (words.contains("minute")
                        || words.contains("creation")
                        || answer.header("x-ratelimit-remaining")
                                .filter("0"::equals)
                                .isPresent());
    }

    /** What the statuses mean that Browserbase documents. */
    static ProviderFailure refused(ProviderAnswer answer) {
        return answer.failure(
                switch (answer.status()) {
                    case 400 -> "Check the options browserbase.*.";
                    case 401 -> "Check " + KEY + ": API keys are at " + SETTINGS + ".";
                    case 402 -> "The plan has no browser minutes left: choose another plan, or use the provider local.";
                    case 403 ->
                        "The plan or the API key does not allow it: leave out the option that it names, or choose"
                                + " another plan.";
                    case NOT_FOUND -> "Check " + PROJECT + ", " + URL + " and the ids in the options browserbase.*.";
                    default -> "";
                });
    }
}
