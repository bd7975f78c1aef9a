package dev.browsersession.cdp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A CDP session with one page or a part of it, ended by {@link #close}. */
final class PageSession implements AutoCloseable {

    private final CdpConnection browser;
    private final String id;
    private final List<Registration> listening = new CopyOnWriteArrayList<>();

    PageSession(CdpConnection browser, String id) {
        this.browser = browser;
        this.id = id;
    }

    static PageSession attach(CdpConnection browser, String targetId, Duration limit) throws CdpException {
        JsonNode attached =
                browser.call(null, "Target.attachToTarget", Map.of("targetId", targetId, "flatten", true), limit);
        return new PageSession(browser, attached.path("sessionId").asString());
    }

    String id() {
        return id;
    }

    CompletableFuture<JsonNode> send(String method, Map<String, ?> params) {
        return browser.send(id, method, params);
    }

    JsonNode call(String method, Map<String, ?> params, Duration limit) throws CdpException {
        return browser.call(id, method, params, limit);
    }

    /** Evaluates an expression whose value JSON can hold. */
    CompletableFuture<JsonNode> evaluate(String expression) {
        return send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
                .thenApply(answer -> answer.path("result").path("value"));
    }

    /** The listener runs on the event loop, until this session is closed. */
    void onEvent(Consumer<CdpEvent> listener) {
        listening.add(browser.onEvent(event -> {
            if (id.equals(event.sessionId())) {
                listener.accept(event);
            }
        }));
    }

    /** Does not wait for the browser: a page that is gone by now, or hangs, has nothing to detach from. */
    @Override
    public void close() {
        listening.forEach(Registration::close);
        browser.send(null, "Target.detachFromTarget", Map.of("sessionId", id));
    }
}
