package dev.browsersession.provider.http;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.LimitReached;
import dev.browsersession.provider.OutcomeUnknown;
import dev.browsersession.provider.ProviderFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a service answered. */
public final class ProviderAnswer {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private final ProviderRequest request;
    private final String who;
    private final int status;
    private final Headers headers;
    private final String body;
    private final Redaction redaction;

    ProviderAnswer(ProviderRequest request, String who, int status, Headers headers, String body, Redaction redaction) {
        this.request = request;
        this.who = who;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.redaction = redaction;
    }

    public int status() {
        return status;
    }

    /** Whether the service did what it was asked. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** What the service says, on one line, shortened and without secrets; empty where it says nothing. */
    public String words() {
        return ServiceWords.of(body, redaction).orElse("");
    }

    /** The value of a header, but for {@code retry-after}; empty where the answer has none of that name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** When it was given, by the service's clock; empty where it does not say. */
    public Optional<Instant> date() {
        return WaitingTime.httpDate(headers.get("date"));
    }

    /** How long to wait by the service's own word. */
    public Optional<Duration> retryAfter() {
        return WaitingTime.of(headers);
    }

    /**
     * The body of an answer that {@link #isSuccess() tells of success}.
     *
     * @throws ProviderFailure see {@link #unreadable(String)}
     */
    public JsonNode json() throws ProviderFailure {
        try {
            return ServiceJson.tree(body);
        } catch (JacksonException e) {
            throw unreadable(notJson());
        }
    }

    /**
     * As {@link #json()}, as a record. Fields that it does not have are ignored, what is missing is null or 0.
     *
     * @throws ProviderFailure see {@link #unreadable(String)}
     */
    public <T> T as(Class<T> type) throws ProviderFailure {
        JsonNode tree = json();
        try {
            T value = ServiceJson.read(body, type);
            if (value != null && (type.isArray() ? tree.isArray() : tree.isObject())) {
                return value;
            }
        } catch (JacksonException e) {
            // Jackson's own message repeats what it has read, and that may be a secret.
            throw unreadable("with JSON of another form than documented");
        }
        throw unreadable("with JSON of another form than documented");
    }

    /**
     * For an answer of success that is of no use: of a create an {@link OutcomeUnknown}.
     *
     * @param how {@code "without an id"}
     */
    public ProviderFailure unreadable(String how) {
        String sentence = who + ", asked " + request.asked() + ", answered with status " + status + " and " + how + ".";
        return request.creates() ? new OutcomeUnknown(sentence) : new ProviderFailure(Failure.Kind.PROVIDER, sentence);
    }

    private String notJson() {
        if (body.isBlank()) {
            return "with an empty body";
        }
        String said =
                ServiceWords.isMarkup(body.strip()) ? "with a page instead of JSON" : "with something that is not JSON";
        String words = words();
        return ServiceWords.isMarkup(body.strip()) && !words.isEmpty() ? said + ", \"" + words + "\"" : said;
    }

    /** As {@link #failure(String)}, where there is no advice. */
    public ProviderFailure failure() {
        return failure("");
    }

    /**
     * For an answer that does not tell of success. Of a create: {@link LimitReached} with 429, {@link OutcomeUnknown} with 408
     * and from 500 on.
     *
     * @param advice what to do about it, as sentences; may be empty
     */
    public ProviderFailure failure(String advice) {
        String sentence = sentence() + (advice.isEmpty() ? "" : " " + advice);
        if (request.creates() && status == TOO_MANY_REQUESTS) {
            return new LimitReached(sentence, retryAfter());
        }
        if (request.creates() && (status >= FIRST_SERVER_ERROR || status == REQUEST_TIMEOUT)) {
            return new OutcomeUnknown(sentence);
        }
        return new ProviderFailure(Failure.Kind.PROVIDER, sentence);
    }

    /** A definite no because of a limit, where the service has another status for it than 429. */
    public LimitReached limit() {
        return new LimitReached(sentence(), retryAfter());
    }

    /** A definite no because of how many were asked for in a time. */
    public LimitReached limitInATime() {
        return LimitReached.inATime(sentence(), retryAfter());
    }

    /** Who answered what, in one sentence. */
    public String sentence() {
        String words = words();
        return who + ", asked " + request.asked() + ", answered with status " + status
                + (words.isEmpty() ? "." : ": \"" + words + "\".");
    }
}
