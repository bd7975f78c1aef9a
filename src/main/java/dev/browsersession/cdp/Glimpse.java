package dev.browsersession.cdp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/**
 * What a person would see of a browser, without touching it: no page is brought to the front for it.
 *
 * @param pages all pages of all contexts, without the browser's own
 * @param shown the id of the page that is looked at; null where there is none
 * @param jpeg its screen, in base64; null where it could not be had, or was not asked for
 * @param problem why there is no screen, as a sentence; null where there is one, or none was asked for
 */
public record Glimpse(List<PageTarget> pages, String shown, String jpeg, String problem) {

    /** Of so many pages it is found out whether they are in the foreground; who has more can name the one. */
    private static final int MOST_ASKED = 8;

    private static final String IS_VISIBLE = "document.visibilityState === 'visible'";
    private static final Map<String, ?> JPEG = Map.of("format", "jpeg", "quality", 60, "optimizeForSpeed", true);

    /** The pages alone. Those that hang have a title and an address too. */
    public static List<PageTarget> pages(CdpConnection browser, Duration limit) throws CdpException {
        return browser.call(null, "Target.getTargets", Map.of(), limit).path("targetInfos").values().stream()
                .map(PageTarget::of)
                .filter(PageTarget::isTab)
                .toList();
    }

    /**
     * Takes a look.
     *
     * @param wanted the page to look at; null for the first that is in the foreground
     * @param inOrder the pages, those first that matter most
     * @param withScreen whether its screen is wanted
     * @param limit how long the page may take in all
     */
    public static Glimpse take(
            CdpConnection browser, String wanted, List<PageTarget> inOrder, boolean withScreen, Duration limit)
            throws CdpException {
        Deadline deadline = Deadline.after(limit);
        List<PageTarget> asked = inOrder.stream()
                .filter(page -> wanted == null || page.id().equals(wanted))
                .limit(MOST_ASKED)
                .toList();
        if (asked.isEmpty()) {
            return new Glimpse(inOrder, null, null, wanted == null ? "No page is open." : "That page has been closed.");
        }
        Map<PageTarget, PageSession> sessions = new LinkedHashMap<>();
        try {
            Map<PageTarget, CompletableFuture<JsonNode>> visible = new LinkedHashMap<>();
            for (PageTarget page : asked) {
                attach(browser, page, deadline).ifPresent(session -> {
                    sessions.put(page, session);
                    visible.put(page, session.evaluate(IS_VISIBLE));
                });
            }
            return look(browser, inOrder, visible, withScreen ? sessions : Map.of(), deadline);
        } finally {
            sessions.values().forEach(PageSession::close);
        }
    }

    /** Empty where the page has been closed meanwhile. */
    private static Optional<PageSession> attach(CdpConnection browser, PageTarget page, Deadline deadline)
            throws CdpException {
        try {
            return Optional.of(PageSession.attach(browser, page.id(), deadline.left()));
        } catch (CdpException e) {
            if (e.connectionLost()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** @param sessions empty where no screen is wanted */
    private static Glimpse look(
            CdpConnection browser,
            List<PageTarget> inOrder,
            Map<PageTarget, CompletableFuture<JsonNode>> visible,
            Map<PageTarget, PageSession> sessions,
            Deadline deadline)
            throws CdpException {
        for (Map.Entry<PageTarget, CompletableFuture<JsonNode>> asked : visible.entrySet()) {
            PageTarget page = asked.getKey();
            Optional<JsonNode> isVisible = answer(browser, asked.getValue(), deadline);
            if (isVisible.isEmpty()) {
                return hangs(inOrder, page);
            }
            if (isVisible.get().asBoolean(false)) {
                PageSession session = sessions.get(page);
                return session == null
                        ? new Glimpse(inOrder, page.id(), null, null)
                        : withScreen(browser, inOrder, page, session, deadline);
            }
        }
        return visible.keySet().stream()
                .findFirst()
                .map(page -> new Glimpse(
                        inOrder, page.id(), null, "This page is in the background, where the browser paints nothing."))
                .orElseGet(() -> new Glimpse(inOrder, null, null, "The page was closed just now."));
    }

    private static Glimpse withScreen(
            CdpConnection browser, List<PageTarget> inOrder, PageTarget page, PageSession session, Deadline deadline)
            throws CdpException {
        return answer(browser, session.send("Page.captureScreenshot", JPEG), deadline)
                .map(answer ->
                        new Glimpse(inOrder, page.id(), answer.path("data").asString(null), null))
                .orElseGet(() -> hangs(inOrder, page));
    }

    /** Empty where the page says nothing: it hangs, has crashed or was closed. */
    private static Optional<JsonNode> answer(
            CdpConnection browser, CompletableFuture<JsonNode> answer, Deadline deadline) throws CdpException {
        try {
            return Optional.of(browser.await(answer, "a look at a page", deadline.left()));
        } catch (CdpException e) {
            if (e.connectionLost()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Glimpse hangs(List<PageTarget> inOrder, PageTarget page) {
        return new Glimpse(
                inOrder,
                page.id(),
                null,
                "The page does not answer: a script of it is busy, a dialog is open on it, or it has crashed.");
    }
}
