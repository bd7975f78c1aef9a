package dev.browsersession.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/**
 * A place where browsers can be rented, as far as a keeper can tell: sessions are created, listed, inspected and stopped over
 * HTTP, and each has a CDP websocket, with nobody behind it but a {@link StubBrowser}. What goes wrong is told beforehand.
 */
public final class FakeCloud implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final Map<String, String> tagsById = new ConcurrentHashMap<>();
    private final Map<String, String> endsById = new ConcurrentHashMap<>();
    private final Map<String, Instant> createdById = new ConcurrentHashMap<>();
    private final AtomicInteger created = new AtomicInteger();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<Trouble>> troubles = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile int places = Integer.MAX_VALUE;
    private volatile int retryAfter;
    private volatile URI browser;
    private volatile Duration clock;

    /** What becomes of one request. */
    public interface Trouble {
        /**
         * Answers it.
         *
         * @param usual does what was asked, and says how it would be answered
         */
        MockResponse answer(FakeCloud cloud, Supplier<MockResponse> usual) throws InterruptedException;
    }

    private FakeCloud() {}

    public static FakeCloud start() {
        FakeCloud cloud = new FakeCloud();
        cloud.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return cloud.answer(request);
            }
        });
        try {
            cloud.server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cloud;
    }

    public String url() {
        return "http://" + server.getHostName() + ":" + server.getPort();
    }

    /** The next requests of this method meet with this, one each; {@code CDP} are connections to sessions. */
    public void trouble(String method, Trouble... each) {
        troubles.computeIfAbsent(method, it -> new ConcurrentLinkedQueue<>()).addAll(List.of(each));
    }

    /** So many sessions at a time; another one is refused with 429. */
    public void allow(int sessions) {
        places = sessions;
    }

    /** What a refusal says; 0 for nothing. */
    public void retryAfter(int seconds) {
        retryAfter = seconds;
    }

    /** Refused, with that many seconds to wait. */
    public static Trouble tooMany(int retryAfter) {
        return (cloud, usual) -> cloud.refusal(retryAfter);
    }

    /** From now on it says what time it is: this much later than on this machine. */
    public void clock(Duration ahead) {
        clock = ahead;
    }

    private Instant now() {
        return clock == null ? Instant.now() : Instant.now().plus(clock);
    }

    /** A session that somebody created some time ago. */
    public String has(String tag, Duration age) {
        String id = "fake-" + created.incrementAndGet();
        createdById.put(id, now().minus(age));
        tagsById.put(id, tag);
        return id;
    }

    /** Not done. */
    public static Trouble status(int status) {
        return (cloud, usual) -> text(status, "");
    }

    /** Neither done nor answered. */
    public static Trouble silence() {
        return (cloud, usual) -> {
            cloud.over.await();
            return text(503, "");
        };
    }

    /** Done and answered as usual, but later. */
    public static Trouble heldUntil(CountDownLatch latch) {
        return (cloud, usual) -> {
            latch.await();
            return usual.get();
        };
    }

    /** Answered as usual, and then the session ends. */
    public static Trouble endsAfter(String id, String status) {
        return (cloud, usual) -> {
            MockResponse answer = usual.get();
            cloud.end(id, status);
            return answer;
        };
    }

    /** Done as usual, and answered with this status all the same. */
    public static Trouble doneBut(int status) {
        return (cloud, usual) -> text(usual.get().getCode() / 100 == 2 ? status : 500, "");
    }

    /** Done as usual, but the connection breaks before the answer. */
    public static Trouble doneButCutOff() {
        return (cloud, usual) -> usual.get()
                .newBuilder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    /** Answered with this status, and done all the same, but later. */
    public static Trouble doneAfter(CountDownLatch latch, int status) {
        return (cloud, usual) -> {
            CompletableFuture.supplyAsync(() -> {
                try {
                    latch.await();
                    return usual.get();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            return text(status, "");
        };
    }

    /** The ids of the sessions that cost money now. */
    public List<String> running() {
        return tagsById.keySet().stream().sorted().toList();
    }

    public String tagOf(String id) {
        return tagsById.get(id);
    }

    /** What was asked so far: method and path. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public long requests(String method) {
        return requests.stream()
                .filter(it -> it.startsWith(method + " /sessions"))
                .count();
    }

    /** Ends a session and forgets it. */
    public void lose(String id) {
        tagsById.remove(id);
    }

    /** Ends a session and remembers why. */
    public void end(String id, String status) {
        endsById.put(id, status);
        tagsById.remove(id);
    }

    /** Sessions from now on have this browser behind them, by its websocket. */
    public void browser(URI websocket) {
        browser = websocket;
    }

    private MockResponse answer(RecordedRequest request) throws InterruptedException {
        String path = request.getUrl().encodedPath();
        requests.add(request.getMethod() + " " + path);
        if (path.startsWith("/cdp/")) {
            Trouble trouble = trouble("CDP");
            return trouble == null ? connection(path) : trouble.answer(this, () -> connection(path));
        }
        Trouble trouble = trouble(request.getMethod());
        return trouble == null ? carryOut(request, path) : trouble.answer(this, () -> carryOut(request, path));
    }

    private Trouble trouble(String method) {
        return troubles.getOrDefault(method, new ConcurrentLinkedQueue<>()).poll();
    }

    private MockResponse connection(String path) {
        return tagsById.containsKey(path.substring("/cdp/".length()))
                ? new MockResponse.Builder().webSocketUpgrade(new StubBrowser()).build()
                : text(404, "");
    }

    private MockResponse carryOut(RecordedRequest request, String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        String tag = request.getUrl().queryParameter("tag");
        return switch (request.getMethod()) {
            case "POST" -> create(tag);
            case "DELETE" -> text(tagsById.remove(id) == null ? 404 : 204, "");
            case "GET" -> get(id, tag);
            default -> text(405, "");
        };
    }

    private MockResponse get(String id, String tag) {
        if (id.equals("concurrency")) {
            return text(200, Integer.toString(places));
        }
        if (tag != null) {
            return list(tag);
        }
        String status = tagsById.containsKey(id) ? "RUNNING" : endsById.get(id);
        return status == null ? text(404, "") : text(200, status);
    }

    private MockResponse refusal(int seconds) {
        MockResponse.Builder refusal =
                new MockResponse.Builder().code(429).body("too many sessions, " + tagsById.size() + " are running");
        return seconds == 0
                ? refusal.build()
                : refusal.addHeader("retry-after", seconds).build();
    }

    private synchronized MockResponse create(String tag) {
        if (tagsById.size() >= places) {
            return refusal(retryAfter);
        }
        String id = has(tag, Duration.ZERO);
        Object url = browser == null ? "ws://" + server.getHostName() + ":" + server.getPort() + "/cdp/" + id : browser;
        return text(201, id + "\n" + url + "\n");
    }

    private MockResponse list(String tag) {
        String found = tagsById.entrySet().stream()
                .filter(session -> session.getValue().startsWith(tag))
                .map(session -> session.getKey() + " " + session.getValue() + " " + createdById.get(session.getKey()))
                .collect(Collectors.joining("\n"));
        MockResponse.Builder answer = new MockResponse.Builder().code(200).body(found);
        return clock == null
                ? answer.build()
                : answer.addHeader("X-Time", now().toString()).build();
    }

    private static MockResponse text(int status, String text) {
        return new MockResponse.Builder().code(status).body(text).build();
    }

    @Override
    public void close() {
        over.countDown();
        server.close();
    }
}
