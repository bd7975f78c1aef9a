package dev.browsersession.cdp;

import dev.browsersession.protocol.CapturedPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/**
 * What the pages of a context show. A page that hangs, has crashed or waits in a dialog costs its own limit, and what could not
 * be had of it is told in a sentence; the others are captured all the same.
 */
public final class PageCapture {

    private static final String SOURCE = "(document.doctype ? '<!DOCTYPE ' + document.doctype.name + '>\\n' : '')"
            + " + (document.documentElement ? document.documentElement.outerHTML : '')";

    private final Deadline deadline;
    private final Duration limit;
    private final CdpConnection browser;
    private final PageTarget target;
    private final PageSession page;
    private final ConcurrentLinkedQueue<ConsoleLine> console = new ConcurrentLinkedQueue<>();
    private final List<String> problems = new ArrayList<>();
    private final CompletableFuture<JsonNode> crashed = new CompletableFuture<>();

    /** How many pages may take all the time that one has, before the others are only listed. */
    private static final int PAGES_AT_THEIR_LIMIT = 3;

    private PageCapture(CdpConnection browser, PageTarget target, PageSession page, Duration limit) {
        this.browser = browser;
        this.target = target;
        this.page = page;
        this.limit = limit;
        this.deadline = Deadline.after(limit);
    }

    /**
     * Captures every page of a context, one after the other.
     *
     * @param browserContextId null for the default context
     * @param limitPerPage the longest that one page may take
     */
    public static List<CapturedPage> capture(CdpConnection browser, String browserContextId, Duration limitPerPage)
            throws CdpException {
        List<CapturedPage> captured = new ArrayList<>();
        long end = System.nanoTime()
                + limitPerPage.multipliedBy(PAGES_AT_THEIR_LIMIT).toNanos();
        for (PageTarget target : Pages.list(browser, browserContextId)) {
            captured.add(
                    System.nanoTime() < end
                            ? capture(browser, target, limitPerPage)
                            : uncaptured(target, "There was no time left for this page, after so many others."));
        }
        return captured;
    }

    private static CapturedPage capture(CdpConnection browser, PageTarget target, Duration limit) throws CdpException {
        try (PageSession page = PageSession.attach(browser, target.id(), limit)) {
            return new PageCapture(browser, target, page, limit).run();
        } catch (CdpException e) {
            if (e.connectionLost()) {
                throw e;
            }
            return uncaptured(target, "The page could not be captured: " + e.getMessage() + ".");
        }
    }

    private static CapturedPage uncaptured(PageTarget target, String problem) {
        return new CapturedPage(target.url(), target.title(), null, null, List.of(), List.of(problem));
    }

    /** Everything is asked for at once, so that a page that never answers costs its limit once. */
    private CapturedPage run() throws CdpException {
        page.onEvent(this::happened);
        page.send("Inspector.enable", Map.of());
        CompletableFuture<JsonNode> said = page.send("Runtime.enable", Map.of());
        CompletableFuture<JsonNode> logged = page.send("Log.enable", Map.of());
        CompletableFuture<JsonNode> source = page.evaluate(SOURCE);
        // A tab in the background paints nothing.
        page.send("Page.bringToFront", Map.of());
        CompletableFuture<JsonNode> screenshot = page.send("Page.captureScreenshot", Map.of("format", "png"));
        Optional<JsonNode> html = await(source, "Its source could not be read");
        Optional<JsonNode> image = await(screenshot, "No screenshot could be taken");
        await(said.thenCombine(logged, (first, second) -> second), "Its console could not be read");
        return new CapturedPage(
                target.url(),
                target.title(),
                image.map(answer -> answer.path("data").asString(null)).orElse(null),
                html.map(value -> value.asString(null)).orElse(null),
                consoleLines(),
                List.copyOf(problems));
    }

    private void happened(CdpEvent event) {
        ConsoleLine.of(event).ifPresent(console::add);
        if (event.method().equals("Inspector.targetCrashed")) {
            crashed.completeExceptionally(CdpException.refused("the page has crashed"));
        }
    }

    private Optional<JsonNode> await(CompletableFuture<JsonNode> answer, String problem) throws CdpException {
        try {
            CompletableFuture<JsonNode> first = answer.applyToEither(crashed, value -> value);
            return Optional.ofNullable(browser.await(first, "what the page shows", deadline.left()));
        } catch (CdpException e) {
            if (e.connectionLost()) {
                throw e;
            }
            problems.add(problem + ": " + (deadline.hasPassed() ? silence() : e.getMessage()) + ".");
            return Optional.empty();
        }
    }

    private String silence() {
        return "the page did not answer within " + limit.toMillis()
                + " ms; a dialog may be open on it, its script may be busy, or what it shows very large";
    }

    private List<String> consoleLines() {
        return console.stream()
                .sorted(Comparator.comparingDouble(ConsoleLine::timestamp))
                .map(ConsoleLine::text)
                .toList();
    }
}
