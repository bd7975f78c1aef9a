package dev.browsersession.fake;

import dev.browsersession.protocol.ProviderDescription;
import dev.browsersession.protocol.ProviderOption;
import dev.browsersession.protocol.Secret;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.Disconnect;
import dev.browsersession.provider.ProvidedSession;
import dev.browsersession.provider.ProvidedSession.WebDriverEndpoint;
import dev.browsersession.provider.ProvidedStatus;
import dev.browsersession.provider.SessionProvider;
import dev.browsersession.provider.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One browser that runs already, with a driver beside it. */
public final class BesideProvider implements SessionProvider {

    /** What every request to the driver must carry. */
    public static final String KEY_HEADER = "x-a-signing-key";

    public static final String KEY = "a-signing-key";

    @Override
    public ProviderDescription describe() {
        List<ProviderOption> options = List.of(
                new ProviderOption("beside.cdp", "the browser's websocket", null),
                new ProviderOption("beside.webdriver", "the driver's URL", null));
        return new ProviderDescription("beside", options, 1, 0, 60_000, List.of(), false);
    }

    @Override
    public ProvidedSession create(SessionSpec spec, Surroundings surroundings) {
        WebDriverEndpoint driver = new WebDriverEndpoint(
                new Secret(spec.options().get("beside.webdriver")), Map.of(KEY_HEADER, new Secret(KEY)));
        return new ProvidedSession(
                surroundings.tag(),
                Optional.of(new Secret(spec.options().get("beside.cdp"))),
                Optional.of(driver),
                Optional.empty(),
                Disconnect.SURVIVED);
    }

    @Override
    public ProvidedStatus inspect(String id) {
        return ProvidedStatus.RUNNING;
    }

    /** It belongs to who started it. */
    @Override
    public void stop(String id) {}
}
