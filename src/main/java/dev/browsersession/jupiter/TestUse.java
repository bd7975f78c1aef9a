package dev.browsersession.jupiter;

import dev.browsersession.Session;
import dev.browsersession.lease.Lease;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.opentest4j.TestAbortedException;

/**
 * What one test uses of a session: made when something is first injected, ended when the test's store closes, so that the
 * callbacks of other extensions still have a live driver.
 */
final class TestUse implements BrowserSource, CloseableResource, AutoCloseable {

    private final SessionHolder holder;
    private final ExtensionContext context;
    private final String name;
    private final long startNanos = System.nanoTime();
    private Lease announced;
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
        Optional<ConnectedBrowser> shared = own == null ? holder.openClassBrowser(name) : Optional.empty();
        if (shared.isPresent()) {
            announce(shared.get().lease());
            return shared.get();
        }
        if (own == null) {
            own = holder.connect(name);
            announce(own.lease());
        }
        return own;
    }

    @Override
    public synchronized Session session() {
        Lease lease = own != null ? own.lease() : holder.ready(name);
        announce(lease);
        return new InjectedSession(lease, this::currentTarget);
    }

    /** Only under NONE is the test's page one of the default context. */
    private String currentTarget() {
        return holder.plan().freshContexts()
                ? null
                : open().map(ConnectedBrowser::currentTarget).orElse(null);
    }

    private synchronized Optional<ConnectedBrowser> open() {
        return own != null ? Optional.of(own) : holder.openClassBrowser(name);
    }

    private void announce(Lease lease) {
        if (announced != lease) {
            announced = lease;
            context.publishReportEntry(Map.of(
                    "browser.session.id", lease.session().id(),
                    "browser.session.provider", lease.session().provider(),
                    "browser.session.isolation", holder.plan().isolation().name()));
        }
    }

    /** Keeps what the pages show. {@code reporter} is the context of what failed, which may be a dynamic test of this one. */
    void capture(ExtensionContext reporter) {
        if (announced != null && announced.end().isEmpty()) {
            open().ifPresent(browser -> FailedPages.keep(reporter, holder.jvm().announcer(), browser));
        }
    }

    @Override
    public void close() {
        context.getExecutionException()
                .filter(failure -> !(failure instanceof TestAbortedException))
                .ifPresent(failure -> capture(context));
        if (own != null) {
            own.close().forEach(problem -> holder.jvm().announcer().warn(name + ": " + problem));
        }
        if (announced != null) {
            holder.testDone();
            holder.jvm().summary().testDone(Duration.ofNanos(System.nanoTime() - startNanos));
        }
    }
}
