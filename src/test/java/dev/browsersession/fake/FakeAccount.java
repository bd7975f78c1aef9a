package dev.browsersession.fake;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.FoundSession;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A client of one fake cloud. Has no limits of its own: the keeper promises to bound every call. */
final class FakeAccount implements Account {

    private static final HttpClient CLIENT = client();

    private final Map<String, String> options;
    private final String token;

    FakeAccount(Map<String, String> options, String token) {
        this.options = options;
        this.token = token;
    }

    /** An idle connection of it would be one that the keeper seems to have left open: by itself it keeps them for 20 minutes. */
    private static HttpClient client() {
        System.setProperty("jdk.httpclient.keepalive.timeout", "1");
        return HttpClient.newHttpClient();
    }

    @Override
    public Secret identity() {
        return new Secret(options.get(FakeProvider.URL) + " " + token);
    }

    @Override
    public Optional<Map<String, String>> openedBy() {
        return token.isEmpty() ? Optional.of(options) : Optional.empty();
    }

    @Override
    public Optional<List<FoundSession>> find(String tag) throws ProviderFailure {
        if ("false".equals(options.get(FakeProvider.FIND))) {
            return Optional.empty();
        }
        HttpResponse<String> answer = asked("GET", "?tag=" + tag);
        if (answer.statusCode() != 200) {
            throw failed("a look for the tag " + tag, answer.statusCode());
        }
        Optional<Instant> now = answer.headers().firstValue("x-time").map(Instant::parse);
        return Optional.of(answer.body()
                .lines()
                .map(line -> line.split(" "))
                .map(session -> new FoundSession(session[0], session[1], Optional.of(Instant.parse(session[2])), now))
                .toList());
    }

    @Override
    public OptionalInt concurrency() throws ProviderFailure {
        if (!"true".equals(options.get(FakeProvider.CONCURRENCY))) {
            return OptionalInt.empty();
        }
        HttpResponse<String> answer = asked("GET", "/concurrency");
        if (answer.statusCode() != 200) {
            throw failed("the question how many sessions it allows", answer.statusCode());
        }
        return OptionalInt.of(Integer.parseInt(answer.body()));
    }

    @Override
    public void stop(String id) throws ProviderFailure {
        int status = asked("DELETE", "/" + id).statusCode();
        if (status != 204 && status != 404) {
            throw failed("a stop of session " + id, status);
        }
    }

    ProvidedStatus inspect(String id) throws ProviderFailure {
        HttpResponse<String> answer = asked("GET", "/" + id);
        if (answer.statusCode() == 404) {
            return ProvidedStatus.ended("the fake cloud does not know it");
        } else if (answer.statusCode() != 200) {
            throw failed("a look at session " + id, answer.statusCode());
        }
        String says = "the fake cloud says " + answer.body();
        return switch (answer.body()) {
            case "RUNNING" -> ProvidedStatus.RUNNING;
            case "TIMED_OUT" -> ProvidedStatus.expired(says);
            default -> ProvidedStatus.ended(says);
        };
    }

    HttpResponse<String> send(String method, String target) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(options.get(FakeProvider.URL) + "/sessions" + target))
                .header("X-Token", token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the fake cloud");
        }
    }

    private HttpResponse<String> asked(String method, String target) throws ProviderFailure {
        try {
            return send(method, target);
        } catch (IOException e) {
            throw new ProviderFailure(Failure.Kind.PROVIDER, "the fake cloud does not answer: " + e, e);
        }
    }

    private static ProviderFailure failed(String what, int status) {
        return new ProviderFailure(Failure.Kind.PROVIDER, "the fake cloud answered " + what + " with status " + status);
    }
}
