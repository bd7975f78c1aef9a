package dev.browsersession.keeper;

import dev.browsersession.protocol.Secret;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** One view's route: its exchanges that are under way, and the WebDriver sessions that came about through it. */
final class FrontRoute implements WebDriverFront.Route {

    private static final Logger LOG = System.getLogger(FrontRoute.class.getName());
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final int NOT_FOUND = 404;
    private static final OkHttpClient CLIENT = new OkHttpClient.Builder()
            .callTimeout(CLOSE_LIMIT)
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .build();

    /** Of a driver that is no process of the keeper's. */
    static final CompletionStage<String> END_UNSEEN = new CompletableFuture<>();

    /** How long what is known of the end of a process may lag behind the loss of the connection to it. */
    private static final Duration END_MAY_LAG = Duration.ofSeconds(5);

    private final Secret url;
    private final DriverAddress driver;
    private final Map<String, FrontRoute> sessionOwners;
    private final Runnable onNewSession;
    private final CompletionStage<String> driverEnd;
    private final OwnCommands own;
    private final Runnable onClose;
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    private volatile String failure;

    FrontRoute(
            Secret url,
            DriverAddress driver,
            Map<String, FrontRoute> sessionOwners,
            Runnable onNewSession,
            CompletionStage<String> driverEnd,
            OwnCommands own,
            Runnable onClose) {
        this.url = url;
        this.driver = driver;
        this.sessionOwners = sessionOwners;
        this.onNewSession = onNewSession;
        this.driverEnd = driverEnd;
        this.own = own;
        this.onClose = onClose;
    }

    @Override
    public Secret url() {
        return url;
    }

    /** What is done about a request in the place of the driver. */
    Optional<OwnCommands.OwnCommand> own(FrontRequest request) {
        return own.of(request);
    }

    DriverAddress driver() {
        return driver;
    }

    /**
     * What is to be said of a driver that is not connected any more: why its process ended, which is known a moment later, or, of a
     * driver elsewhere or one that has not ended, the words given.
     */
    CompletableFuture<String> whyDriverIsGone(String words) {
        String sentence = "The driver at " + driver + " " + words + ".";
        return driverEnd == END_UNSEEN
                ? CompletableFuture.completedFuture(sentence)
                : driverEnd
                        .toCompletableFuture()
                        .copy()
                        .completeOnTimeout(sentence, END_MAY_LAG.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public long waitingMillis() {
        return exchanges.stream().mapToLong(Exchange::waitingMillis).max().orElse(0);
    }

    @Override
    public boolean driverAnswers(Duration limit) {
        Call call = CLIENT.newCall(request("/status").build());
        call.timeout().timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        try (Response response = call.execute()) {
            return response.code() > 0;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The driver at " + driver + " does not answer.", e);
            return false;
        }
    }

    private Request.Builder request(String path) {
        String base = (driver.secure() ? "https://" : "http://") + driver.authority();
        Request.Builder request = new Request.Builder().url(base + driver.target(path));
        driver.headers().forEach(request::header);
        return request;
    }

    /** Whether the WebDriver session was opened by another view. */
    boolean isForeign(String session) {
        FrontRoute owner = sessionOwners.get(session);
        return owner != null && owner != this;
    }

    void opened(String session) {
        sessionOwners.put(session, this);
    }

    void ended(String session) {
        sessionOwners.remove(session, this);
    }

    /** Takes part in {@link #fail} and {@link #close} until it is done. */
    void begin(Exchange exchange) {
        exchanges.add(exchange);
        String reason = failure;
        if (reason != null) {
            exchange.abort(reason);
        }
    }

    void done(Exchange exchange) {
        exchanges.remove(exchange);
        if (exchange.opensSession()) {
            onNewSession.run();
        }
        synchronized (exchanges) {
            exchanges.notifyAll();
        }
    }

    @Override
    public void fail(String reason) {
        failure = reason;
        exchanges.forEach(exchange -> exchange.abort(reason));
    }

    @Override
    public void close() {
        long end = System.nanoTime() + CLOSE_LIMIT.toNanos();
        onClose.run();
        awaitNewSessions(end);
        for (String session : sessions()) {
            if (own == OwnCommands.NONE) {
                delete(session, end);
            } else {
                // It is not this route's to end.
                ended(session);
            }
        }
        fail("the view that it belonged to has been closed");
    }

    private List<String> sessions() {
        return sessionOwners.entrySet().stream()
                .filter(entry -> entry.getValue() == this)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A session that is being made must not be forgotten because its id is not known yet. */
    private void awaitNewSessions(long end) {
        try {
            synchronized (exchanges) {
                while (exchanges.stream().anyMatch(Exchange::opensSession) && end - System.nanoTime() > 0) {
                    TimeUnit.NANOSECONDS.timedWait(exchanges, end - System.nanoTime());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void delete(String session, long end) {
        ended(session);
        long left = end - System.nanoTime();
        if (left <= 0) {
            LOG.log(Level.WARNING, "WebDriver session {0} at {1} was not ended in time.", session, driver);
            return;
        }
        Call call = CLIENT.newCall(request("/session/" + session).delete().build());
        call.timeout().timeout(left, TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            if (!response.isSuccessful() && response.code() != NOT_FOUND) {
                LOG.log(
                        Level.WARNING,
                        "WebDriver session {0} at {1} was not ended: status {2}.",
                        session,
                        driver,
                        response.code());
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "WebDriver session " + session + " at " + driver + " was not ended.", e);
        }
    }
}
