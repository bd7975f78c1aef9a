package dev.browsersession.it;

import dev.browsersession.BrowserServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Where the sessions of a scenario's owners come from. The system property {@code place} names a service; then a server on this
 * machine stands for it, and has its browsers below the same state directory, so that what is looked for there is the same.
 */
public final class Elsewhere {

    private static final String KEY = "key-of-the-scenario";
    private static final Map<Path, BrowserServer> SERVERS = new ConcurrentHashMap<>();

    private Elsewhere() {}

    /** What an owner's environment has to have for it; nothing where its browsers are its own. */
    static Map<String, String> environment(String state) {
        return environment(state, server -> {});
    }

    /**
     * The same, with a server that is not as usual.
     *
     * @param wanted how it is to be, where it is not there yet
     */
    public static Map<String, String> environment(String state, Consumer<BrowserServer.Builder> wanted) {
        String place = System.getProperty("place", "");
        if (place.isEmpty()) {
            return Map.of();
        }
        String url = SERVERS.computeIfAbsent(Path.of(state), it -> serve(it, wanted))
                .url()
                .toString();
        Map<String, String> environment = new TreeMap<>();
        environment.put("BROWSER_SESSION_OVERRIDE_PROVIDER", place);
        environment.putAll(
                switch (place) {
                    case "browserless" -> Map.of("BROWSERLESS_URL", url, "BROWSERLESS_TOKEN", KEY);
                    case "browserbase" ->
                        Map.of(
                                "BROWSERBASE_BASE_URL",
                                url,
                                "BROWSERBASE_API_KEY",
                                KEY,
                                "BROWSERBASE_PROJECT_ID",
                                "11111111-2222-4333-8444-555555555555");
                    default -> throw new IllegalArgumentException("there is no place " + place);
                });
        return environment;
    }

    /** Until this JVM ends, which ends its browsers too. */
    private static BrowserServer serve(Path state, Consumer<BrowserServer.Builder> wanted) {
        BrowserServer.Builder builder =
                BrowserServer.builder().token(KEY).maxSessions(50).stateDirectory(state);
        wanted.accept(builder);
        BrowserServer server = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
    }
}
