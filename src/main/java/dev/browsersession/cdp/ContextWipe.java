package dev.browsersession.cdp;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings a browser's default context back to one blank page and no state.
 *
 * <p>Cleared, for every origin and for frames of other sites: cookies, local and session storage, IndexedDB, Cache Storage, the
 * origin private file system, service workers, storage buckets, permissions, the HTTP cache, and the kept page's history and
 * {@code window.name}.
 *
 * <p>Not reached: HTTP authentication credentials; certificate exceptions; window sizes; the clipboard; running downloads and
 * files that were downloaded; shared workers with an extended lifetime; open sockets; what a request that is in flight
 * ({@code sendBeacon}, {@code fetch} with {@code keepalive}, and one that {@code pagehide} sends because of the wipe) brings
 * back afterwards; what extensions keep for themselves outside of web storage.
 */
public final class ContextWipe {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Set<String> WORKERS = Set.of("service_worker", "shared_worker");
    private static final String BLANK = "about:blank";
    /**
     * Twice, since a name that does not change is not told to the browser: a page that names itself while it is being left gives
     * its name to the browser, though not to the blank page, and the browser gives it to the next one.
     */
    private static final String UNNAME = "window.name = 'none'; window.name = ''; location.href";
    /** Not of the process of whatever page is left for it, as {@code about:blank} is. */
    private static final String ELSEWHERE = "data:text/html,";

    private final CdpConnection browser;
    private final Deadline deadline;

    private ContextWipe(CdpConnection browser, Deadline deadline) {
        this.browser = browser;
        this.deadline = deadline;
    }

    /**
     * Wipes the default context.
     *
     * @param keepTarget the target id of the page to keep; null, or one that is not there, for a new page
     * @return the target id of the one page that is left
     */
    public static String wipe(CdpConnection browser, String keepTarget, Duration limit) throws CdpException {
        return new ContextWipe(browser, Deadline.after(limit)).wipe(keepTarget);
    }

    private String wipe(String keepTarget) throws CdpException {
        String context = Pages.defaultContext(browser);
        boolean isThere =
                Pages.list(browser, context).stream().anyMatch(page -> page.id().equals(keepTarget));
        String kept = isThere ? keepTarget : Pages.createPage(browser, null, 0, 0);
        closeOthers(context, kept);
        try (PageSession page = PageSession.attach(browser, kept, deadline.left())) {
            leave(page);
            stopWorkers(context);
            clear(page, context);
        }
        closeOthers(context, kept);
        return kept;
    }

    /** Until they are gone, and with them what they were still writing. */
    private void closeOthers(String context, String kept) throws CdpException {
        Set<String> asked = new HashSet<>();
        Deadline patience = Deadline.after(deadline.leftAtMost(ANSWER_LIMIT));
        for (List<PageTarget> others = others(context, kept); !others.isEmpty(); others = others(context, kept)) {
            if (deadline.hasPassed()) {
                throw CdpException.refused("wiping the default context took too long: " + others.size()
                        + " of its pages did not close, the first is "
                        + others.get(0).url());
            }
            for (PageTarget page : others) {
                // Once: each time makes the browser wait for the page anew.
                if (asked.add(page.id())) {
                    close(page.id());
                }
            }
            if (patience.hasPassed()) {
                patience = Deadline.after(deadline.leftAtMost(ANSWER_LIMIT));
                asked.clear();
                takeAway(others);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private List<PageTarget> others(String context, String kept) throws CdpException {
        return Pages.list(browser, context).stream()
                .filter(page -> !page.id().equals(kept))
                .toList();
    }

    /** Takes pages whose script is busy away from it, so that they can be closed. */
    private void takeAway(List<PageTarget> pages) throws CdpException {
        for (PageTarget target : pages) {
            try (PageSession page = PageSession.attach(browser, target.id(), deadline.left())) {
                page.send("Page.navigate", Map.of("url", ELSEWHERE));
            }
        }
    }

    /** One that has gone by itself, or was told to close before, is as good. */
    private void close(String target) throws CdpException {
        try {
            browser.call(null, "Target.closeTarget", Map.of("targetId", target), deadline.left());
        } catch (CdpException e) {
            if (e.connectionLost()
                    || Pages.targets(browser).stream()
                            .anyMatch(left -> left.id().equals(target))) {
                throw e;
            }
        }
    }

    /** Without it, a page that asks whether it may be left is never left. Other dialogs are ended by the navigation. */
    private void acceptDialogs(PageSession page) {
        page.onEvent(event -> {
            if (event.method().equals("Page.javascriptDialogOpening")) {
                page.send("Page.handleJavaScriptDialog", Map.of("accept", true));
            }
        });
        // Not waited for: a page whose dialog is open does not answer, and hears it all the same.
        page.send("Page.enable", Map.of());
    }

    private void leave(PageSession page) throws CdpException {
        acceptDialogs(page);
        if (!says(page, "'there'", "there")) {
            // A dialog is open or its script is busy. A blank page would wait in the same process for ever.
            navigate(page, ELSEWHERE);
        }
        navigate(page, BLANK);
        if (!says(page, UNNAME, BLANK)) {
            throw CdpException.refused("wiping the default context failed: its page cannot be brought to " + BLANK);
        }
    }

    private void navigate(PageSession page, String url) throws CdpException {
        page.call("Page.navigate", Map.of("url", url), deadline.left());
    }

    private boolean says(PageSession page, String expression, String expected) throws CdpException {
        try {
            Duration limit = deadline.leftAtMost(ANSWER_LIMIT);
            return expected.equals(browser.await(page.evaluate(expression), "Runtime.evaluate", limit)
                    .asString(""));
        } catch (CdpException e) {
            if (e.connectionLost()) {
                throw e;
            }
            return false;
        }
    }

    /** A worker that runs on could write again what has just been cleared. An extension's belongs to the browser's launch. */
    private void stopWorkers(String context) throws CdpException {
        for (PageTarget target : Pages.targets(browser)) {
            if (WORKERS.contains(target.type())
                    && context.equals(target.browserContextId())
                    && !target.url().startsWith("chrome-extension://")) {
                close(target.id());
            }
        }
    }

    private void clear(PageSession page, String context) throws CdpException {
        clearOrigins(page, "service_workers");
        clearOrigins(page, "all");
        page.call("Network.clearBrowserCache", Map.of(), deadline.left());
        page.call("Page.resetNavigationHistory", Map.of(), deadline.left());
        browser.call(null, "Browser.resetPermissions", Map.of("browserContextId", context), deadline.left());
        // Last, since an answer that comes in late can still set one.
        browser.call(null, "Storage.clearCookies", Map.of("browserContextId", context), deadline.left());
    }

    private void clearOrigins(PageSession page, String kinds) throws CdpException {
        page.call("Storage.clearDataForOrigin", Map.of("origin", "*", "storageTypes", kinds), deadline.left());
    }
}
