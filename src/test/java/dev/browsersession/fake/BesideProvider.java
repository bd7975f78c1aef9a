package dev.browsersession.fake;

import dev.browsersession.protocol.ProviderDescription;
import dev.browsersession.protocol.ProviderOption;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Disconnect;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProvidedSession.WebDriverEndpoint;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.SessionFiles;
import dev.browsersession.provider.SessionProvider;
import dev.browsersession.provider.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One browser that runs already, with a driver beside it, and with a way to its files, where these are named. */
public final class BesideProvider implements SessionProvider {

    /** What every request to the driver must carry. */
    public static final String KEY_HEADER = "x-a-signing-key";

    public static final String KEY = "a-signing-key";

    private final Map<String, SessionFiles> files = new ConcurrentHashMap<>();

    @Override
    public ProviderDescription describe() {
        List<ProviderOption> options = List.of(
                new ProviderOption("beside.cdp", "the browser's websocket", null),
                new ProviderOption("beside.webdriver", "the driver's URL", null),
                new ProviderOption("beside.files", "a directory that only the browser and the provider know", null));
        return new ProviderDescription("beside", options, 1, 0, 60_000, List.of(), false);
    }

    @Override
    public ProvidedSession create(SessionSpec spec, Surroundings surroundings) {
        String driver = spec.options().get("beside.webdriver");
        String directory = spec.options().get("beside.files");
        if (directory != null) {
            files.put(surroundings.tag(), new BesideFiles(Path.of(directory)));
        }
        return new ProvidedSession(
                surroundings.tag(),
                Optional.of(new Secret(spec.options().get("beside.cdp"))),
                Optional.ofNullable(driver)
                        .map(url -> new WebDriverEndpoint(new Secret(url), Map.of(KEY_HEADER, new Secret(KEY)))),
                Optional.empty(),
                Disconnect.SURVIVED);
    }

    @Override
    public Optional<SessionFiles> files(String id) {
        return Optional.ofNullable(files.get(id));
    }

    @Override
    public ProvidedStatus inspect(String id) {
        return ProvidedStatus.RUNNING;
    }

    /** It belongs to who started it. */
    @Override
    public void stop(String id) {}
}
