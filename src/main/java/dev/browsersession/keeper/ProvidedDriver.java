package dev.browsersession.keeper;

import dev.browsersession.network.HttpWay;
import dev.browsersession.network.OneShotBody;
import dev.browsersession.network.Way;
import dev.browsersession.provider.ProvidedSession.WebDriverEndpoint;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * The driver that a provider has beside its browser. It is asked for one WebDriver session, which then serves one view after the
 * other: to quit it would end the browser. Its lock is held while it is being asked.
 */
final class ProvidedDriver {

    private static final System.Logger LOG = System.getLogger(ProvidedDriver.class.getName());
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** All of an answer is in memory, some times over. */
    private static final long LARGEST_ANSWER = 64L << 20;
    /** Some servers close a connection after 5 s on which nothing is said, and a command that meets with that would be lost. */
    private static final long UNUSED_CONNECTION_SECONDS = 2;

    private final String session;
    private final DriverAddress address;
    private final OkHttpClient client;
    private final AtomicBoolean claimed = new AtomicBoolean();
    /** What a view has done to the WebDriver session as a whole, by the paths at which it is undone. */
    private final Set<String> toUndo = ConcurrentHashMap.newKeySet();

    private volatile boolean useless;
    private volatile boolean over;
    private volatile Call underWay;
    private String webDriverSession;
    private WebDriverAnswer opened;
    private NewSession openedWith;

    ProvidedDriver(String session, WebDriverEndpoint endpoint, Way way) {
        this.session = session;
        this.address = address(endpoint, way);
        this.useless = address == null;
        if (useless) {
            // Not the URL: it may be secret.
            notUsed("its provider gave a WebDriver URL that is none");
        }
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .callTimeout(LIMIT)
                .readTimeout(LIMIT)
                // A command that is sent twice closes two windows.
                .retryOnConnectionFailure(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(1, UNUSED_CONNECTION_SECONDS, TimeUnit.SECONDS))
                // The headers, which may be secret, would be carried to wherever it points.
                .followRedirects(false)
                .followSslRedirects(false);
        this.client = HttpWay.apply(way, http).build();
    }

    /** Null where there is none. */
    private static DriverAddress address(WebDriverEndpoint endpoint, Way way) {
        Map<String, String> headers = endpoint.headers().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().value()));
        try {
            return new DriverAddress(new URI(endpoint.url().value()), headers, way);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Of one that was claimed. */
    DriverAddress address() {
        return address;
    }

    boolean isFree() {
        return !claimed.get() && !useless;
    }

    /** For one view, until it is given back; false while another has it. */
    boolean claim() {
        return !useless && claimed.compareAndSet(false, true);
    }

    void giveBack() {
        claimed.set(false);
    }

    /** The session is over: it is asked nothing more, and whoever waits for an answer does not get it. */
    void end() {
        over = true;
        Call waiting = underWay;
        if (waiting != null) {
            waiting.cancel();
        }
    }

    /** Opens the WebDriver session, or has the one that is open begin anew on a page. */
    synchronized WebDriverAnswer open(NewSession wanted, String target) {
        if (opened != null && !openedWith.isLike(wanted)) {
            // Other views may want what it was opened with.
            return notCreated("its WebDriver session was opened with other capabilities");
        }
        WebDriverAnswer answer = beginOn(wanted, target);
        if (answer.isSuccess()) {
            return answer;
        }
        useless = true;
        String reason = answer.message();
        notUsed(reason);
        return notCreated(reason);
    }

    private void notUsed(String reason) {
        LOG.log(Level.WARNING, "the driver beside the browser of session {0} is not used: {1}", session, reason);
    }

    private static WebDriverAnswer notCreated(String reason) {
        return WebDriverError.notCreated("The driver beside the browser says: " + reason)
                .answer();
    }

    private WebDriverAnswer beginOn(NewSession wanted, String target) {
        if (opened == null) {
            WebDriverAnswer answer = send("POST", "/session", wanted.body(), LIMIT);
            if (!answer.isSuccess()) {
                return answer;
            }
            opened = answer;
            openedWith = wanted;
            webDriverSession = answer.value().path("sessionId").asString("");
        }
        WebDriverAnswer switched = command("POST", "/window", KeeperJson.write(Map.of("handle", target)));
        if (!switched.isSuccess()) {
            return switched;
        }
        for (String path : List.copyOf(toUndo)) {
            WebDriverAnswer undone = command("DELETE", path, "");
            if (!undone.isSuccess()) {
                return undone;
            }
            toUndo.remove(path);
        }
        for (String type : wanted.logTypes()) {
            // A log is empty once it has been read.
            WebDriverAnswer read = command("POST", "/se/log", KeeperJson.write(Map.of("type", type)));
            if (!read.isSuccess()) {
                return read;
            }
        }
        WebDriverAnswer timeouts = command("POST", "/timeouts", wanted.timeouts());
        return timeouts.isSuccess() ? opened : timeouts;
    }

    /** A view does something that stays with the WebDriver session; the next view is not to see it. */
    void undoLater(String path) {
        toUndo.add(path);
    }

    /** Sends a command of the WebDriver session. */
    WebDriverAnswer command(String method, String path, String body) {
        return command(method, path, body, LIMIT);
    }

    /** @param limit how long the driver may take */
    synchronized WebDriverAnswer command(String method, String path, String body, Duration limit) {
        return send(method, "/session/" + webDriverSession + path, body, limit);
    }

    private WebDriverAnswer send(String method, String path, String body, Duration limit) {
        Request.Builder request = new Request.Builder()
                .url((address.secure() ? "https://" : "http://") + address.authority() + address.target(path))
                .method(method, body == null ? null : OneShotBody.of(RequestBody.create(body, JSON)));
        address.headers().forEach(request::header);
        Call call = client.newCall(request.build());
        call.timeout().timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        underWay = call;
        if (over) {
            call.cancel();
        }
        try (Response response = call.execute()) {
            return new WebDriverAnswer(HttpResponseStatus.valueOf(response.code()), text(response));
        } catch (IOException e) {
            return WebDriverError.unknown("The driver at " + address + " does not answer: " + e.getMessage())
                    .answer();
        }
    }

    private static String text(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(LARGEST_ANSWER + 1)) {
            throw new IOException("its answer has more than " + (LARGEST_ANSWER >> 20) + " MB");
        }
        return source.getBuffer().readUtf8();
    }
}
