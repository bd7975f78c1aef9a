package dev.browsersession.provider.browserless;

import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.browserless.BrowserlessApi.Listed;
import java.util.List;
import java.util.Optional;

/**
 * A browser that is launched by connecting to it, and that its server knows by our name for it. The keeper closes it over its
 * connection; here it is seen to that it is gone, where the server tells which browsers it has.
 */
record OneOffBrowser(BrowserlessApi api, String id, Lifetime lifetime) implements BrowserlessSession {

    @Override
    public ProvidedStatus inspect() throws ProviderFailure {
        Optional<List<Listed>> listed = api.listed();
        boolean running = listed.map(all -> isAmong(all, id)).orElse(!lifetime.isOver());
        if (running) {
            return ProvidedStatus.RUNNING;
        }
        return ProvidedStatus.ended(lifetime.isOver() ? "its ttl is over" : "Browserless has no such browser any more");
    }

    @Override
    public void stop() throws ProviderFailure {
        stop(api, id);
    }

    /** Answers false where the server does not tell which browsers it has. */
    static boolean stop(BrowserlessApi api, String id) throws ProviderFailure {
        Optional<List<Listed>> listed = api.listed();
        if (listed.isEmpty()) {
            return false;
        }
        if (isAmong(listed.get(), id)) {
            api.kill(id);
            Gone.await(id, () -> !isAmong(api.listed().orElse(List.of()), id));
        }
        return true;
    }

    private static boolean isAmong(List<Listed> browsers, String id) {
        return browsers.stream().anyMatch(it -> it.tracking().equals(id));
    }
}
