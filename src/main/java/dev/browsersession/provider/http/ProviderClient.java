package dev.browsersession.provider.http;

import dev.browsersession.network.UnusableTrustStore;
import dev.browsersession.network.Way;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.RefusedConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * The HTTP API of a provider's service, for one account. Each request is sent once and bounded in time, redirects are errors,
 * and no message of a failure holds a secret of the account.
 *
 * <pre>
 * ProviderClient client = ProviderClient.open("acme", url, "ACME_URL", network).withHeader("X-Key", key);
 * ProviderAnswer answer = client.send(ProviderRequest.create(body, "v1", "sessions"));
 * if (!answer.isSuccess()) {
 *     throw answer.failure();
 * }
 * </pre>
 */
public final class ProviderClient {

    /** A list of all running sessions is the longest answer. */
    private static final long LARGEST_BODY = 8 << 20;

    private final String provider;
    private final HttpUrl base;
    private final String source;
    private final OkHttpClient http;
    private final Map<String, Secret> headers;
    private final Map<String, Secret> query;
    private final Redaction redaction;

    private ProviderClient(
            String provider,
            HttpUrl base,
            String source,
            OkHttpClient http,
            Map<String, Secret> headers,
            Map<String, Secret> query,
            Redaction redaction) {
        this.provider = provider;
        this.base = base;
        this.source = source;
        this.http = http;
        this.headers = headers;
        this.query = query;
        this.redaction = redaction;
    }

    /**
     * Connects to nobody yet.
     *
     * @param baseUrl may have a path, with or without a slash at its end; {@code ws} and {@code wss} stand for http and https
     * @param source where the URL is from, for the user: the name of a variable
     * @throws ProviderFailure where the URL or the network's trust store makes no sense
     */
    public static ProviderClient open(String provider, String baseUrl, String source, Network network)
            throws ProviderFailure {
        String http = baseUrl.strip().replaceFirst("^(?i)ws(s?)://", "http$1://");
        HttpUrl base = HttpUrl.parse(http);
        if (base == null
                || !base.encodedUsername().isEmpty()
                || !base.encodedPassword().isEmpty()
                || base.query() != null) {
            throw new ProviderFailure(
                    Failure.Kind.CONFIGURATION,
                    source + " is not a URL that provider " + provider
                            + " can use: it must begin with https:// or http://, and have no user and no query.");
        }
        try {
            return new ProviderClient(
                    provider, base, source, Transport.by(Way.of(network)), Map.of(), Map.of(), Redaction.NONE);
        } catch (UnusableTrustStore e) {
            throw new ProviderFailure(Failure.Kind.CONFIGURATION, e.getMessage(), e);
        }
    }

    /** With a header on each request, whose value is a secret. */
    public ProviderClient withHeader(String name, Secret value) {
        Map<String, Secret> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ProviderClient(provider, base, source, http, more, query, redaction.and(value));
    }

    /** With a query parameter on each request below the base URL, whose value is a secret. */
    public ProviderClient withQuery(String name, Secret value) {
        Map<String, Secret> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new ProviderClient(provider, base, source, http, headers, more, redaction.and(value));
    }

    /** With a further secret that no message may hold. */
    public ProviderClient hiding(Secret secret) {
        return new ProviderClient(provider, base, source, http, headers, query, redaction.and(secret));
    }

    /** Whether its requests name an account. */
    public boolean hasCredentials() {
        return !headers.isEmpty() || !query.isEmpty();
    }

    /** The base URL without a slash at its end. */
    public String baseUrl() {
        return base.toString().replaceFirst("/+$", "");
    }

    /** Takes the account's secrets out of a text, and what looks like one. */
    public String redacted(String text) {
        return redaction.of(text);
    }

    /** As a request's answer, with its secrets hidden, what the service said to who wanted to connect to a session. */
    public ProviderAnswer answered(RefusedConnection refusal, String session) {
        Headers.Builder told = new Headers.Builder();
        refusal.headers().forEach((name, values) -> values.forEach(value -> told.addUnsafeNonAscii(name, value)));
        return new ProviderAnswer(
                ProviderRequest.get("for a connection to session " + session),
                who(base),
                refusal.status(),
                OneTry.renamed(told.build()),
                refusal.body(),
                redaction);
    }

    /**
     * Sends a request, once.
     *
     * @return whatever the service answered, but for a redirect
     * @throws ProviderFailure where there is no answer; of a create that has been sent, an {@code OutcomeUnknown}
     */
    public ProviderAnswer send(ProviderRequest request) throws ProviderFailure {
        return send(request, ProviderClient::text);
    }

    /**
     * Sends a request whose answer is a file.
     *
     * @param target is written where the service answers with success: then the answer has no body
     * @param largest how many bytes the file may have
     * @throws ProviderFailure as {@link #send(ProviderRequest)}
     */
    public ProviderAnswer download(ProviderRequest request, Path target, long largest) throws ProviderFailure {
        return send(request, response -> {
            if (!response.isSuccessful()) {
                return text(response);
            }
            FileBody.write(response.body().source(), target, largest);
            return "";
        });
    }

    /** Makes of a response what becomes the text of the answer. */
    private interface Reading {
        String of(Response response) throws IOException;
    }

    private ProviderAnswer send(ProviderRequest request, Reading reading) throws ProviderFailure {
        HttpUrl url = url(request);
        OneTry.Sent sent = new OneTry.Sent();
        Request.Builder http = new Request.Builder()
                .url(url)
                .tag(OneTry.Sent.class, sent)
                .header("Accept", "application/json")
                .header("User-Agent", "junit-browser-session")
                .method(request.method(), SentBody.of(request));
        headers.forEach((name, value) -> http.header(name, value.value()));
        Unanswered unanswered = new Unanswered(request, who(url), source, redaction);
        Call call = this.http.newCall(http.build());
        call.timeout().timeout(request.limit().toMillis(), TimeUnit.MILLISECONDS);
        try (Response response = call.execute()) {
            if (response.isRedirect()) {
                throw unanswered.redirected(response);
            }
            return new ProviderAnswer(
                    request, who(url), response.code(), response.headers(), reading.of(response), redaction);
        } catch (IOException e) {
            throw unanswered.because(e, sent.isSent());
        }
    }

    private HttpUrl url(ProviderRequest request) throws ProviderFailure {
        HttpUrl.Builder url;
        if (request.url() == null) {
            url = base.newBuilder();
            request.path().forEach(url::addPathSegment);
            query.forEach((name, value) -> url.setQueryParameter(name, value.value()));
        } else {
            HttpUrl named = HttpUrl.parse(request.url().value().strip().replaceFirst("^(?i)ws(s?)://", "http$1://"));
            if (named == null) {
                throw new ProviderFailure(
                        Failure.Kind.PROVIDER,
                        who(base) + " was not asked " + request.asked() + ": it had named a URL for it that is none.");
            }
            url = named.newBuilder();
        }
        request.query().forEach(url::setQueryParameter);
        return url.build();
    }

    private String who(HttpUrl url) {
        String host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
        boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
        return "Provider " + provider + " at " + host + (usual ? "" : ":" + url.port());
    }

    private static String text(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(LARGEST_BODY + 1)) {
            throw new IOException("its answer has more than " + (LARGEST_BODY >> 20) + " MB");
        }
        return source.getBuffer().readUtf8();
    }
}
