package dev.browsersession.provider.browserless;

import dev.browsersession.protocol.Failure;
import dev.browsersession.provider.LimitReached;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.browserless.BrowserlessApi.Presence;
import java.util.Optional;

/**
 * A browser that is launched by connecting to it, and that its server knows by our name for it. The keeper closes it over its
 * connection; here it is seen to that it is gone, where the server tells which browsers it has.
 */
final class OneOffBrowser implements BrowserlessSession {

    private final Endpoint endpoint;
    private final BrowserlessApi api;
    private final String id;
    private final Lifetime lifetime;
    private volatile boolean closed;

    OneOffBrowser(Endpoint endpoint, String id, Lifetime lifetime) {
        this.endpoint = endpoint;
        this.api = new BrowserlessApi(endpoint.client());
        this.id = id;
        this.lifetime = lifetime;
    }

    @Override
    public BrowserlessApi api() {
        return api;
    }

    @Override
    public ProvidedStatus inspect() throws ProviderFailure {
        boolean over = lifetime.isOver();
        Presence presence = api.presence(id);
        boolean gone = presence == Presence.GONE || (presence != Presence.THERE && over);
        if (!gone) {
            return ProvidedStatus.RUNNING;
        }
        return over
                ? ProvidedStatus.expired("its ttl is over")
                : ProvidedStatus.ended("Browserless has no such browser any more");
    }

    /** A server that was found to have room may be full when it is connected to: then it keeps who connects waiting. */
    @Override
    public Optional<ProviderFailure> unanswered() throws ProviderFailure {
        return noRoom(endpoint).map(full -> full);
    }

    /** A full server leaves whoever connects waiting, and says nothing. Empty where it has room, or does not tell. */
    static Optional<LimitReached> noRoom(Endpoint endpoint) throws ProviderFailure {
        return new BrowserlessApi(endpoint.client())
                .pressure()
                .filter(Pressure::isFull)
                .map(pressure -> new LimitReached(
                        "Provider browserless at " + endpoint.name() + " has all the sessions that it may have: "
                                + pressure.running() + " of " + pressure.most() + ".",
                        Optional.empty()));
    }

    @Override
    public void browserClosed() {
        closed = true;
    }

    @Override
    public void stop() throws ProviderFailure {
        if (!stop(api, id) && !closed) {
            throw new ProviderFailure(
                    Failure.Kind.PROVIDER,
                    "Session " + id
                            + " of provider browserless was not closed over its connection, and its server does not"
                            + " tell which browsers it has. If it is still there, it ends with its ttl.");
        }
    }

    /** Answers false where the server does not tell which browsers it has. */
    static boolean stop(BrowserlessApi api, String id) throws ProviderFailure {
        if (api.presence(id) == Presence.UNTOLD) {
            return false;
        }
        Gone.await(id, () -> switch (api.presence(id)) {
            case GONE, UNTOLD -> true;
            case UNDECIDED -> false;
            case THERE -> {
                api.kill(id);
                yield false;
            }
        });
        return true;
    }
}
