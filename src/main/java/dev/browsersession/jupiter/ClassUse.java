package dev.browsersession.jupiter;

import dev.browsersession.ConfigurationException;
import dev.browsersession.Scope;
import dev.browsersession.Session;
import dev.browsersession.lease.Lease;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * What the constructor, {@code @BeforeAll}, {@code @AfterAll} and the fields of a per-class instance get: one view, which the
 * tests of the class that asked then use too. A sibling of that class sees nothing of it.
 */
final class ClassUse implements BrowserSource, CloseableResource, AutoCloseable {

    private final SessionHolder holder;
    private final ExtensionContext context;
    private final String name;
    private ConnectedBrowser browser;
    private boolean begun;

    ClassUse(SessionHolder holder, ExtensionContext context) {
        this.holder = holder;
        this.context = context;
        this.name = TestNames.of(context);
    }

    SessionHolder holder() {
        return holder;
    }

    @Override
    public synchronized ConnectedBrowser browser() {
        requireClassScope();
        if (browser == null) {
            browser = holder.connectForClass(name, begun);
        }
        return browser;
    }

    synchronized Optional<ConnectedBrowser> openBrowser() {
        return Optional.ofNullable(browser);
    }

    @Override
    public synchronized Session session() {
        requireClassScope();
        Lease lease = holder.ready(name, begun);
        begun = true;
        return new InjectedSession(lease, this::currentTarget, () -> browser().downloads());
    }

    private String currentTarget() {
        return holder.plan().freshContexts()
                ? null
                : openBrowser().map(ConnectedBrowser::currentTarget).orElse(null);
    }

    private void requireClassScope() {
        if (holder.plan().scope() == Scope.TEST) {
            throw new ConfigurationException(
                    name + " has scope = TEST: each test has a session of its own, so there is none"
                            + " for its constructor, @BeforeAll or @AfterAll. Ask for the driver in the test or in @BeforeEach.");
        }
    }

    @Override
    public void close() {
        ConnectedBrowser closing = openBrowser().orElse(null);
        if (closing == null) {
            return;
        }
        List<String> problems = List.of();
        try {
            if (FailedPages.hasFailed(context.getExecutionException())) {
                closing.testFailed();
            }
            FailedPages.keepIfFailed(context, holder.jvm().announcer(), closing);
        } finally {
            holder.closedForClass();
            if (!HeldPages.hold(context, holder, closing)) {
                problems = closing.close();
            }
        }
        problems.forEach(problem -> holder.jvm().announcer().warn(name + ": " + problem));
    }
}
