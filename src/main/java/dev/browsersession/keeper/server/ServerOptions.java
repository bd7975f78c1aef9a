package dev.browsersession.keeper.server;

import dev.browsersession.protocol.Secret;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the server was started. The values have been checked.
 *
 * @param host what to listen on
 * @param port 0 for any
 * @param token of Browserless' clients
 * @param apiKey of Browserbase's clients
 * @param maxSessions how many there may be at once
 * @param defaultTimeoutMillis how long a session lives whose client does not say
 * @param behaviour what makes the server behave like one plan or another of a service, by dotted name
 */
public record ServerOptions(
        String host,
        int port,
        Optional<Secret> token,
        Optional<Secret> apiKey,
        int maxSessions,
        long defaultTimeoutMillis,
        Map<String, String> behaviour) {

    public ServerOptions {
        Objects.requireNonNull(host, "host");
        behaviour = Map.copyOf(behaviour);
    }

    static ServerOptions of(Map<String, String> values, Map<String, String> behaviour) {
        return new ServerOptions(
                values.get("host"),
                Integer.parseInt(values.get("port")),
                Optional.ofNullable(values.get("token")).map(Secret::new),
                Optional.ofNullable(values.get("api-key")).map(Secret::new),
                Integer.parseInt(values.get("max-sessions")),
                Long.parseLong(values.get("default-timeout")),
                behaviour);
    }

    /** The one that was set guards both dialects: nobody means to leave the other open. */
    public Key tokenKey() {
        return new Key(token.or(() -> apiKey));
    }

    public Key apiKeyKey() {
        return new Key(apiKey.or(() -> token));
    }

    public boolean flag(String name, boolean otherwise) {
        return Optional.ofNullable(behaviour.get(name)).map("true"::equals).orElse(otherwise);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(behaviour.get(name));
    }
}
