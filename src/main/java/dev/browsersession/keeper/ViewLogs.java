package dev.browsersession.keeper;

import dev.browsersession.cdp.BrowserLogEntry;
import dev.browsersession.cdp.CdpException;
import dev.browsersession.cdp.ViewClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/**
 * What a driver beside its browser logs, as far as it concerns one view. It attaches to the pages of every view, and in its
 * browser log no entry tells its page: that log is the view's own.
 */
final class ViewLogs {

    private static final List<String> LEVELS = List.of("ALL", "DEBUG", "INFO", "WARNING", "SEVERE", "OFF");

    private final ProvidedDriver driver;
    private final ViewClient client;
    private final ViewPages pages;
    private final CompletableFuture<Void> listening;
    private final Set<String> knownPages = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile int level;

    ViewLogs(ProvidedDriver driver, ViewClient client, ViewPages pages, Executor workers) {
        this.driver = driver;
        this.client = client;
        this.pages = pages;
        // Far from the browser this takes a while, in which the WebDriver client comes about.
        this.listening = CompletableFuture.runAsync(this::listen, workers);
    }

    private void listen() {
        try {
            client.listenToConsoles(pages.first());
        } catch (CdpException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Before the driver attaches to the first page: of two that have, each navigation takes the second's word for what medium is
     * emulated.
     */
    void begin(NewSession session) throws CdpException {
        try {
            listening.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CdpException failure) {
                throw failure;
            }
            throw e;
        }
        knownPages.add(pages.first());
        level = LEVELS.indexOf(session.browserLogLevel());
        if (begun.getAndSet(true)) {
            client.browserLog();
        }
    }

    WebDriverAnswer get(String path, byte[] body) throws CdpException, LinkException {
        String type = KeeperJson.tree(body).path("type").asString("");
        if (type.equals("browser")) {
            return WebDriverAnswer.value(
                    client.browserLog().stream().filter(this::isWanted).toList());
        }
        WebDriverAnswer all = driver.command("POST", path, KeeperJson.write(KeeperJson.tree(body)));
        return all.isSuccess() && type.equals("performance") ? ofView(all.value()) : all;
    }

    private boolean isWanted(BrowserLogEntry entry) {
        return LEVELS.indexOf(entry.level()) >= level;
    }

    private WebDriverAnswer ofView(JsonNode entries) throws CdpException, LinkException {
        knownPages.addAll(pages.open());
        List<JsonNode> own = new ArrayList<>();
        for (JsonNode entry : entries.values()) {
            String page = KeeperJson.read(entry.path("message").asString("{}"), JsonNode.class)
                    .path("webview")
                    .asString("");
            if (knownPages.contains(page)) {
                own.add(entry);
            }
        }
        return WebDriverAnswer.value(own);
    }
}
