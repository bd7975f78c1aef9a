package dev.browsersession.provider.browserless;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.ProcessHost;
import dev.browsersession.provider.Surroundings;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a keeper tells a provider of the owner. */
final class OwnerStandIn implements Surroundings {

    static final String TAG = "shop-0a1b2c3d-4e5f6071";
    static final String TOKEN = "token-of-the-account";

    final Set<String> told = new LinkedHashSet<>();
    private final Access access;

    private OwnerStandIn(Access access) {
        this.access = access;
    }

    static OwnerStandIn at(String url) {
        return new OwnerStandIn(access(url));
    }

    static Access access(String url) {
        return new Access(Map.of(Endpoint.URL, new Secret(url), Endpoint.TOKEN, new Secret(TOKEN)), Network.DIRECT);
    }

    static OwnerStandIn with(Map<String, Secret> credentials) {
        return new OwnerStandIn(new Access(credentials, Network.DIRECT));
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public Optional<Path> browser() {
        return Optional.empty();
    }

    @Override
    public ProcessHost processes() {
        throw new AssertionError("nothing is started for a session elsewhere");
    }

    @Override
    public String tag() {
        return TAG;
    }

    @Override
    public void tell(String sentence) {
        told.add(sentence);
    }

    @Override
    public void ended(String detail) {
        throw new AssertionError("this provider does not learn of ends by itself: " + detail);
    }
}
