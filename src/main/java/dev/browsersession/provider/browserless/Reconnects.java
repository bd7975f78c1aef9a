package dev.browsersession.provider.browserless;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.Disconnect;
import dev.browsersession.provider.ProviderFailure;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Has a browser outlive its connection by {@code Browserless.reconnect}.
 *
 * @param most how long it is to stay without a connection, at most
 * @param chosen is told that this is how sessions are kept
 * @param refused is told that it is not, and why
 */
record Reconnects(Endpoint endpoint, Duration most, Lifetime lifetime, Runnable chosen, Consumer<String> refused)
        implements Disconnect.Renewal {

    static final String COMMAND = "Browserless.reconnect";

    @Override
    public Secret beforeDisconnect(Disconnect.PageCommands page) throws ProviderFailure {
        Duration left = lifetime.left();
        Duration asked = left.compareTo(most) < 0 ? left : most;
        try {
            Secret next = read(page.call(COMMAND, Map.of("timeout", Math.max(1, asked.toMillis()))));
            chosen.run();
            return next;
        } catch (ProviderFailure e) {
            refused.accept(endpoint.client().redacted(e.getMessage()));
            throw e;
        }
    }

    private Secret read(Map<String, Object> result) throws ProviderFailure {
        Object error = result.get("error");
        if (error != null && !error.equals(false) && !error.equals("")) {
            throw failure("Browserless answered " + COMMAND + " with \""
                    + endpoint.client().redacted(said(error)) + "\"");
        }
        return endpoint.named(result.get("browserWSEndpoint") instanceof String url ? url : null)
                .orElseThrow(() -> failure("Browserless answered " + COMMAND + " without a URL to connect to"));
    }

    private static String said(Object error) {
        return error instanceof Map<?, ?> map && map.get("message") != null
                ? map.get("message").toString()
                : error.toString();
    }

    private static ProviderFailure failure(String what) {
        return new ProviderFailure(Failure.Kind.PROVIDER, what);
    }
}
