package dev.browsersession.cdp;

import dev.browsersession.protocol.DeviceEmulation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Makes the pages of a browser context pretend to be a device, those that are open and those that open later, for as long as
 * this is not closed: the browser undoes it with the sessions that asked for it.
 *
 * <p>A page that another page opens loads while it is being made to pretend; its first request may still carry the browser's own
 * user agent. Frames and workers wait until they are told.
 */
public final class EmulatedPages implements AutoCloseable {

    private static final Logger LOG = System.getLogger(EmulatedPages.class.getName());
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final CdpConnection browser;
    private final String contextId;
    private final EmulationCommands commands;
    /** Sessions with pages, and with the frames and workers below them. Written on the connection's event loop. */
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();

    private final Map<String, CompletableFuture<Void>> pages = new ConcurrentHashMap<>();
    private volatile Registration listening;

    private EmulatedPages(CdpConnection browser, String contextId, DeviceEmulation emulation) {
        this.browser = browser;
        this.contextId = contextId;
        this.commands = new EmulationCommands(emulation);
    }

    /**
     * Applies a device to all pages of a context, and returns when the open ones have it.
     *
     * @param browser has to stay connected
     * @param browserContextId null for the default context
     */
    public static EmulatedPages apply(CdpConnection browser, String browserContextId, DeviceEmulation emulation)
            throws CdpException {
        String context = browserContextId == null ? Pages.defaultContext(browser) : browserContextId;
        EmulatedPages emulated = new EmulatedPages(browser, context, emulation);
        try {
            emulated.start();
        } catch (CdpException e) {
            emulated.close();
            throw e;
        }
        return emulated;
    }

    private void start() throws CdpException {
        listening = browser.onEvent(this::happened);
        browser.call(null, "Target.setDiscoverTargets", Map.of("discover", true), LIMIT);
        for (PageTarget page : Pages.list(browser, contextId)) {
            browser.await(emulate(page.id()), "device emulation", LIMIT);
        }
    }

    /** Undoes it on all pages. */
    @Override
    public void close() {
        if (listening != null) {
            listening.close();
        }
        sessions.forEach(session -> new PageSession(browser, session).close());
        sessions.clear();
    }

    private void happened(CdpEvent event) {
        switch (event.method()) {
            case "Target.targetCreated" -> {
                PageTarget target = PageTarget.of(event.params().path("targetInfo"));
                if (contextId.equals(target.browserContextId()) && target.isTab()) {
                    emulate(target.id());
                }
            }
            case "Target.attachedToTarget" -> {
                if (event.sessionId() != null && sessions.contains(event.sessionId())) {
                    emulateBelow(event.params());
                }
            }
            case "Target.detachedFromTarget" ->
                sessions.remove(event.params().path("sessionId").asString(""));
            case "Target.targetDestroyed" ->
                pages.remove(event.params().path("targetId").asString(""));
            default -> {}
        }
    }

    private CompletableFuture<Void> emulate(String targetId) {
        return pages.computeIfAbsent(
                targetId, id -> browser.send(null, "Target.attachToTarget", Map.of("targetId", id, "flatten", true))
                        .thenCompose(this::emulatePage)
                        .whenComplete((done, failure) -> tell(id, failure)));
    }

    private CompletableFuture<Void> emulatePage(JsonNode attached) {
        PageSession page = new PageSession(browser, attached.path("sessionId").asString());
        sessions.add(page.id());
        return commands.onPage(page);
    }

    private void emulateBelow(JsonNode attached) {
        PageSession below = new PageSession(browser, attached.path("sessionId").asString());
        sessions.add(below.id());
        PageTarget target = PageTarget.of(attached.path("targetInfo"));
        commands.onPart(below, target.type()).whenComplete((done, failure) -> tell(target.id(), failure));
    }

    private static void tell(String target, Throwable failure) {
        if (failure != null) {
            LOG.log(Level.DEBUG, "Target {0} does not pretend to be the device: {1}", target, failure.getMessage());
        }
    }
}
