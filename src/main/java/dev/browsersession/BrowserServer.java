package dev.browsersession;

import dev.browsersession.config.Settings;
import dev.browsersession.lease.EmbeddedServer;
import dev.browsersession.protocol.Secret;
import dev.browsersession.webdriver.BrowserFinder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A server that clients of Browserless and Browserbase take for the service: their session calls and websockets, over Chrome on
 * this machine, without an account.
 *
 * <pre>{@code
 * try (BrowserServer server = BrowserServer.builder().token("secret").start()) {
 *     // BROWSERLESS_URL, BROWSERBASE_BASE_URL: server.url()
 * }
 * }</pre>
 *
 * <p>It runs inside this JVM. Its browsers are gone when it is closed, and when this JVM is, however it ends. It listens on
 * this machine's loopback address unless told otherwise. Whoever may use it can start programs as this user, as with any
 * ChromeDriver: without a token, that is every user of this machine.
 */
public final class BrowserServer implements AutoCloseable {

    private final EmbeddedServer server;
    private final URI url;

    private BrowserServer(EmbeddedServer server, URI url) {
        this.server = server;
        this.url = url;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Where it listens, as in {@code http://127.0.0.1:3000}. */
    public URI url() {
        return url;
    }

    /** Stops all its sessions, and returns when their browsers are gone. */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "browser server at " + url;
    }

    /** How a server is to be. What is not set has a default. */
    public static final class Builder {

        private static final Duration LONGEST = Duration.ofDays(1);

        private String host = "127.0.0.1";
        private int port;
        private Secret token;
        private Secret apiKey;
        private int maxSessions = 10;
        private Duration defaultTimeout = Duration.ofMinutes(5);
        private Path browser;
        private Path stateDirectory;
        private final Map<String, String> behaviour = new TreeMap<>();

        private Builder() {}

        /** The name or address to listen on; by default, the loopback address. Any other needs a token. */
        public Builder host(String name) {
            host = Objects.requireNonNull(name, "host");
            return this;
        }

        /** The port to listen on; by default any that is free. */
        public Builder port(int number) {
            if (number < 0 || number > 65_535) {
                throw new ConfigurationException("The port must be from 0, for any, to 65535, but is " + number + ".");
            }
            port = number;
            return this;
        }

        /** What Browserless' clients must name. Where no API key is set, Browserbase's clients need it too. */
        public Builder token(String secret) {
            token = secret(secret, "token");
            return this;
        }

        /** What Browserbase's clients must name. Where no token is set, Browserless' clients need it too. */
        public Builder apiKey(String secret) {
            apiKey = secret(secret, "API key");
            return this;
        }

        private static Secret secret(String value, String what) {
            if (value == null || value.isBlank()) {
                throw new ConfigurationException("The " + what + " must not be empty.");
            }
            return new Secret(value);
        }

        /** How many sessions there may be at once; by default 10. */
        public Builder maxSessions(int number) {
            if (number < 1) {
                throw new ConfigurationException("At least one session must be allowed, but " + number + " are.");
            }
            maxSessions = number;
            return this;
        }

        /**
         * How long a session lives whose client does not say; by default 5 minutes. From a second to a day; sessions of
         * Browserbase's clients live for 60 seconds to 6 hours, whatever is given.
         */
        public Builder defaultTimeout(Duration time) {
            if (time.toMillis() < 1000 || time.compareTo(LONGEST) > 0) {
                throw new ConfigurationException(
                        "The default timeout must be from one second to one day, but is " + time + ".");
            }
            defaultTimeout = time;
            return this;
        }

        /** The Chrome to start; by default the one that is found on this machine. */
        public Builder browser(Path program) {
            browser = Objects.requireNonNull(program, "browser");
            return this;
        }

        /**
         * Makes the server behave like one plan or kind of a service.
         *
         * @param name {@code browserless.sessions}, {@code browserless.reconnect} or {@code browserless.pressure}: {@code false}
         *     for a server without; {@code browserless.max-ttl}: the longest ttl of the plan, in milliseconds; {@code browserbase.plan}: {@code paid},
         *     {@code free} (no keep-alive) or {@code used-up} (no sessions); {@code browserbase.creations-per-minute};
         *     {@code browserbase.first-connect}: how long a session waits for its first client, as in {@code PT5M};
         *     {@code browserbase.silence}: after which time without commands a client is disconnected, as in {@code PT10M};
         *     {@code live.frame-ancestors}: what pages may show the live view in a frame, as in a content security policy
         * @throws ConfigurationException where there is none of that name, or that value is none of its
         */
        public Builder behaviour(String name, String value) {
            ServerBehaviour.check(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            behaviour.put(name, value);
            return this;
        }

        /** Where keepers have their files; by default where tests of this machine have theirs. */
        public Builder stateDirectory(Path directory) {
            stateDirectory = Objects.requireNonNull(directory, "stateDirectory");
            return this;
        }

        /** Whether clients must name something to be answered. */
        public boolean needsToken() {
            return token != null || apiKey != null;
        }

        /**
         * Starts the server.
         *
         * @throws ConfigurationException where it would be open to other machines without a token
         * @throws BrowserNotFoundException where there is no Chrome
         * @throws KeeperException where it cannot be started
         */
        public BrowserServer start() {
            boolean loopback = Loopback.is(host);
            if (!loopback && token == null && apiKey == null) {
                throw new ConfigurationException("Whoever may use the server can start programs as this user, and "
                        + host + " can be reached from other machines: set a token.");
            }
            Path program = BrowserFinder.browser(browser == null ? null : browser.toString());
            EmbeddedServer server = EmbeddedServer.start(
                    settings(), values(), Map.copyOf(behaviour), program, () -> BrowserFinder.driver(null, program));
            String name = host.contains(":") ? "[" + host + "]" : host;
            return new BrowserServer(server, URI.create("http://" + name + ":" + server.port()));
        }

        private Settings settings() {
            Optional<String> directory = Optional.ofNullable(stateDirectory).map(Path::toString);
            return new Settings(
                    name -> (name.equals("browser.session.state-dir") ? directory : Optional.<String>empty())
                            .or(() -> Optional.ofNullable(System.getProperty(name))),
                    System.getenv());
        }

        private Map<String, String> values() {
            Map<String, String> values = new TreeMap<>();
            values.put("host", host);
            values.put("port", Integer.toString(port));
            values.put("max-sessions", Integer.toString(maxSessions));
            values.put("default-timeout", Long.toString(defaultTimeout.toMillis()));
            if (token != null) {
                values.put("token", token.value());
            }
            if (apiKey != null) {
                values.put("api-key", apiKey.value());
            }
            return values;
        }
    }
}
