package dev.browsersession.jupiter;

import dev.browsersession.Session;
import dev.browsersession.lease.Lease;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * What one test uses of a session: made when something is first injected, ended when the test's store closes, so that the
 * callbacks of other extensions still have a live driver.
 */
final class TestUse implements BrowserSource, CloseableResource, AutoCloseable {

    private final SessionHolder holder;
    private final ExtensionContext context;
    private final String name;
    private final long startNanos = System.nanoTime();
    private Lease lease;
    private ConnectedBrowser own;

    TestUse(SessionHolder holder, ExtensionContext context) {
        this.holder = holder;
        this.context = context;
        this.name = TestNames.of(context);
    }

    SessionHolder holder() {
        return holder;
    }

    @Override
    public synchronized ConnectedBrowser browser() {
        Optional<ConnectedBrowser> open = openBrowser();
        if (open.isEmpty()) {
            own = holder.connect(name, lease != null);
            use(own.lease());
            return own;
        }
        if (lease == null) {
            use(holder.ready(name, false));
        }
        return open.get();
    }

    @Override
    public synchronized Session session() {
        if (lease == null) {
            use(holder.ready(name, false));
        }
        return new InjectedSession(lease, this::currentTarget, () -> browser().downloads());
    }

    /** Only under NONE is the test's page one of the default context. */
    private String currentTarget() {
        return holder.plan().freshContexts()
                ? null
                : openBrowser().map(ConnectedBrowser::currentTarget).orElse(null);
    }

    /** Its own, or that of the class around it. */
    private synchronized Optional<ConnectedBrowser> openBrowser() {
        return own != null ? Optional.of(own) : Holders.openBrowserOfClass(context, holder);
    }

    private void use(Lease used) {
        if (lease != used) {
            lease = used;
            Map<String, String> entries = new LinkedHashMap<>();
            entries.put("browser.session.id", lease.session().id());
            entries.put("browser.session.provider", lease.session().provider());
            entries.put("browser.session.isolation", holder.plan().isolation().name());
            if (lease.session().liveViewUrl() != null) {
                entries.put("browser.session.live-view", lease.session().liveViewUrl());
            }
            context.publishReportEntry(entries);
        }
    }

    /** Keeps what the pages show. {@code failing} is the context of what failed, which may be a dynamic test of this one. */
    void capture(ExtensionContext failing) {
        openBrowser().ifPresent(ConnectedBrowser::testFailed);
        if (lease != null && lease.end().isEmpty()) {
            openBrowser()
                    .ifPresent(browser -> FailedPages.keep(failing, holder.jvm().announcer(), browser));
        }
    }

    @Override
    public void close() {
        try {
            if (FailedPages.hasFailed(context.getExecutionException())) {
                capture(context);
            }
        } finally {
            if (lease != null) {
                holder.testDone();
                holder.jvm().summary().testDone(Duration.ofNanos(System.nanoTime() - startNanos));
            }
            if (own != null && !HeldPages.hold(context, holder, own)) {
                own.close().forEach(problem -> holder.jvm().announcer().warn(name + ": " + problem));
            }
        }
    }
}
