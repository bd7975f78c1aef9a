package dev.browsersession.keeper.server;

import dev.browsersession.keeper.OwnSession;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.SessionEnd;
import dev.browsersession.protocol.SessionSnapshot;
import dev.browsersession.protocol.Stopped;
import dev.browsersession.protocol.ViewOpened;
import dev.browsersession.provider.ProviderFailure;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A session of the server: a session of its keeper, and the clients that are connected to it. It goes on without any; what that
 * means is its dialect's to say.
 */
public final class ServedSession {

    private static final int GOING_AWAY = 1001;

    private final String id;
    private final SessionWanted wanted;
    private final OwnSession kept;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    /** Guarded by itself. */
    private final Set<ClientCommands.Client> clients = new LinkedHashSet<>();

    /** The views of drivers. Guarded by clients. */
    private final Set<String> drivers = new LinkedHashSet<>();

    private volatile boolean outlivesClients;
    private volatile long activeAt = System.nanoTime();

    /** Told of clients, one after the other. Must not block. */
    public interface Listener {

        /**
         * A client is connected.
         *
         * @param connected how many there are now
         */
        default void clientCame(int connected) {}

        /**
         * A client has gone.
         *
         * @param connected how many there still are
         */
        default void clientLeft(int connected) {}
    }

    ServedSession(String id, SessionWanted wanted, OwnSession kept) {
        this.id = id;
        this.wanted = wanted;
        this.kept = kept;
        kept.ended().thenAccept(end -> disconnectClients("the session has ended: " + end.cause()));
    }

    /** Cannot be guessed. The keeper's commands know it by {@code snapshot().id()}. */
    public String id() {
        return id;
    }

    public SessionWanted wanted() {
        return wanted;
    }

    /** As it is now; its id is the keeper's. */
    public SessionSnapshot snapshot() {
        return kept.snapshot();
    }

    /** The browser's own CDP websocket. */
    public Secret cdpUrl() {
        return kept.cdpUrl();
    }

    public boolean hasEnded() {
        return kept.ended().isDone();
    }

    /** Completed when it has ended: by its ttl, a stop, or a crash. */
    public CompletableFuture<SessionEnd> ended() {
        return kept.ended();
    }

    /** Completed when it is seen to be gone. */
    public CompletableFuture<Stopped> gone() {
        return kept.gone();
    }

    /** Stops it, and returns when it is gone; blocks. Does nothing more where it has ended already. */
    public Stopped stop(String why) {
        return kept.stop(why);
    }

    /** How many clients are connected. */
    public int clients() {
        synchronized (clients) {
            return clients.size();
        }
    }

    /** How many use it: over a websocket of their own, or with a driver. */
    int users() {
        synchronized (clients) {
            return clients.size() + drivers.size();
        }
    }

    /** Whether it goes on when the last client has left; no, until its dialect says so. */
    public void outlivesClients(boolean outlives) {
        outlivesClients = outlives;
    }

    boolean outlivesClients() {
        return outlivesClients;
    }

    /** For how long no client has sent anything; from the creation, where none ever has. */
    public long idleMillis() {
        return (System.nanoTime() - activeAt) / 1_000_000;
    }

    /** A listener that comes late is not told of what has been. */
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    /** Closes the websockets of all clients. */
    public void disconnectClients(String why) {
        connected().forEach(client -> client.close(GOING_AWAY, why));
    }

    /** Closes the websockets of those that have sent nothing for so long. */
    public void disconnectSilent(long millis, String why) {
        connected().stream()
                .filter(client -> client.silentMillis() >= millis)
                .forEach(client -> client.close(GOING_AWAY, why));
    }

    private List<ClientCommands.Client> connected() {
        synchronized (clients) {
            return List.copyOf(clients);
        }
    }

    /**
     * Opens a view of the browser's default context with a ChromeDriver behind it: its {@code webDriverUrl} is where WebDriver
     * requests go. The driver attaches to the {@code debuggerAddress} that the new session names: the view's, or the browser's
     * own, for all contexts. Blocks.
     */
    public ViewOpened openDriver(Path chromedriver) throws ProviderFailure {
        ViewOpened opened = kept.openDriver(chromedriver);
        synchronized (clients) {
            drivers.add(opened.view());
        }
        return opened;
    }

    /** Closes a view, and with it its WebDriver sessions. Blocks. */
    public void closeView(String view) {
        synchronized (clients) {
            drivers.remove(view);
        }
        kept.closeView(view);
    }

    void active() {
        activeAt = System.nanoTime();
    }

    void came(ClientCommands.Client client) {
        active();
        synchronized (clients) {
            clients.add(client);
            listeners.forEach(listener -> listener.clientCame(clients.size()));
        }
        if (hasEnded()) {
            client.close(GOING_AWAY, "the session has ended");
        }
    }

    void left(ClientCommands.Client client) {
        synchronized (clients) {
            if (clients.remove(client)) {
                listeners.forEach(listener -> listener.clientLeft(clients.size()));
            }
        }
    }
}
