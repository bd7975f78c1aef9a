package dev.browsersession.cdp;

import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Speaks to the pages of a view as every client of its port does, and so within the same rules. Connects when it is first
 * needed; its lock is held meanwhile. What a command leaves to its CDP session lasts until this is closed.
 */
public final class ViewClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    /** For pages to tell what they have already been told: one in which a dialog is open tells nothing. */
    private static final Duration CONSOLE_LIMIT = Duration.ofSeconds(1);

    private static final int MOST_ENTRIES = 100_000;

    private final EventLoopGroup loops;
    private final ViewPort port;
    /** By the page's target; what has a session is told of, be it open or not. */
    private final Map<String, CompletableFuture<PageSession>> pages = new ConcurrentHashMap<>();

    private final Map<String, CompletableFuture<PageSession>> lasting = new ConcurrentHashMap<>();
    private final Queue<BrowserLogEntry> console = new ConcurrentLinkedQueue<>();
    private final AtomicInteger entries = new AtomicInteger();
    private CdpConnection connection;
    private volatile boolean listening;

    public ViewClient(EventLoopGroup loops, ViewPort port) {
        this.loops = loops;
        this.port = port;
    }

    /** Sends a command to a page and waits for its {@code result}, which takes 15 seconds at most. */
    public JsonNode call(String targetId, String method, Map<String, ?> params) throws CdpException {
        CdpConnection browser = connected();
        return browser.await(page(browser, targetId), "attaching to a page", LIMIT)
                .call(method, params, LIMIT);
    }

    /**
     * As {@link #call}, for a command whose effect lasts. Of all that are attached to a page, each navigation takes the last
     * one's word for what medium is emulated: this comes from one that attaches when it is first needed.
     */
    public JsonNode callLasting(String targetId, String method, Map<String, ?> params) throws CdpException {
        CdpConnection browser = connected();
        PageSession page = browser.await(
                lasting.computeIfAbsent(targetId, target -> attach(browser, target)), "attaching to a page", LIMIT);
        if (method.startsWith("Network.") || method.startsWith("Page.")) {
            // Those have no effect in a session that has not enabled their domain.
            page.send(method.substring(0, method.indexOf('.')) + ".enable", Map.of());
        }
        return page.call(method, params, LIMIT);
    }

    /**
     * From here on, keeps what the pages write to their consoles, those that will be opened as well.
     *
     * @param firstTargetId a page that is open
     */
    public void listenToConsoles(String firstTargetId) throws CdpException {
        CdpConnection browser = connected();
        browser.onEvent(event -> happened(browser, event));
        listening = true;
        browser.send(null, "Target.setDiscoverTargets", Map.of("discover", true));
        listenTo(firstTargetId);
    }

    /** Returns when this is attached to a page, for who must not be attached to it before. */
    public void listenTo(String targetId) throws CdpException {
        call(targetId, "Log.enable", Map.of());
    }

    private void happened(CdpConnection browser, CdpEvent event) {
        if (event.method().equals("Target.targetCreated")) {
            JsonNode target = event.params().path("targetInfo");
            if (target.path("type").asString("").equals("page")) {
                page(browser, target.path("targetId").asString(""));
            }
        } else if (event.sessionId() != null) {
            BrowserLogEntry.of(event)
                    .filter(entry -> entries.incrementAndGet() <= MOST_ENTRIES)
                    .ifPresent(console::add);
        }
    }

    /** What the consoles were told since this was asked last. */
    public List<BrowserLogEntry> browserLog() throws CdpException {
        CdpConnection browser = connected();
        List<CompletableFuture<JsonNode>> answers = pages.values().stream()
                .filter(page -> page.isDone() && !page.isCompletedExceptionally())
                .map(page -> page.join().evaluate("0"))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .exceptionally(gone -> null)
                .completeOnTimeout(null, CONSOLE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        browser.await(all, "what the consoles show", LIMIT);
        List<BrowserLogEntry> told = new ArrayList<>();
        for (BrowserLogEntry entry = console.poll(); entry != null; entry = console.poll()) {
            told.add(entry);
        }
        entries.set(0);
        return told;
    }

    private synchronized CdpConnection connected() throws CdpException {
        if (connection == null) {
            connection =
                    CdpConnection.connect(loops, URI.create(port.webSocketUrl().value()), LIMIT);
        }
        return connection;
    }

    private CompletableFuture<PageSession> page(CdpConnection browser, String targetId) {
        return pages.computeIfAbsent(targetId, target -> attach(browser, target).thenApply(this::begin));
    }

    private static CompletableFuture<PageSession> attach(CdpConnection browser, String targetId) {
        return browser.send(null, "Target.attachToTarget", Map.of("targetId", targetId, "flatten", true))
                .thenApply(attached ->
                        new PageSession(browser, attached.path("sessionId").asString("")));
    }

    private PageSession begin(PageSession page) {
        if (listening) {
            page.send("Runtime.enable", Map.of());
            page.send("Log.enable", Map.of());
        }
        return page;
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.close();
        }
    }
}
