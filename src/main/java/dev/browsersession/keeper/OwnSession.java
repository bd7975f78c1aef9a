package dev.browsersession.keeper;

import dev.browsersession.protocol.AttachDriver;
import dev.browsersession.protocol.OpenView;
import dev.browsersession.protocol.Release;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionSnapshot;
import dev.browsersession.protocol.Stopped;
import dev.browsersession.protocol.ViewOpened;
import dev.browsersession.provider.ProviderFailure;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A session of an {@link OwnKeeper}, leased until it ends. */
public final class OwnSession {

    private static final System.Logger LOG = System.getLogger(OwnSession.class.getName());

    private final Owner owner;
    private final Keeper keeper;
    private final HeldLease lease;

    private OwnSession(Owner owner, Keeper keeper, HeldLease lease) {
        this.owner = owner;
        this.keeper = keeper;
        this.lease = lease;
    }

    static OwnSession of(Owner owner, Keeper keeper, String lease) throws ProviderFailure {
        OwnSession session = new OwnSession(owner, keeper, keeper.sessions().leased(owner, lease));
        session.ended().thenRunAsync(session::release, keeper.machinery().workers());
        return session;
    }

    /** As it is now; it is not looked at. */
    public SessionSnapshot snapshot() {
        return lease.session().snapshot();
    }

    /** The browser's CDP websocket. */
    public Secret cdpUrl() {
        return snapshot().connectUrl();
    }

    /** Completed when it has ended, however that was. */
    public CompletableFuture<SessionEnd> ended() {
        return lease.session().whenEnded();
    }

    /** Completed when it is seen to be gone, or given up. */
    public CompletableFuture<Stopped> gone() {
        return lease.session().stopped();
    }

    /** Stops it, and tells whether it was seen to be gone at the first try. */
    public Stopped stop(String why) {
        return lease.session().stop(why);
    }

    /** Opens a view of the browser's default context, with a ChromeDriver behind it. Without the driver, no view is left. */
    public ViewOpened openDriver(Path chromedriver) throws ProviderFailure {
        String view = keeper.sessions()
                .openView(owner, new OpenView(lease.id(), false, null))
                .view();
        try {
            return lease.session().attachDriver(new AttachDriver(view, chromedriver.toString(), false));
        } catch (ProviderFailure | RuntimeException e) {
            closeView(view);
            throw e;
        }
    }

    /** Closes a view; its WebDriver sessions end. */
    public void closeView(String view) {
        lease.closeView(view);
    }

    private void release() {
        try {
            keeper.sessions().release(owner, new Release(lease.id(), false));
        } catch (ProviderFailure e) {
            LOG.log(
                    Level.DEBUG,
                    "the lease of session {0} is gone: {1}",
                    lease.session().id(),
                    e.getMessage());
        }
    }
}
