package dev.browsersession.provider.browserless;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.FoundSession;
import dev.browsersession.provider.ProviderFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** @param lacksSessions whether all sessions of this account are browsers that the server lists */
record BrowserlessAccount(Endpoint endpoint, boolean lacksSessions) implements Account {

    /** The keeper's names for browsers, see {@link dev.browsersession.provider.Surroundings#tag()}. */
    private static final Pattern TAG = Pattern.compile("[0-9a-zA-Z_-]{1,12}-[0-9a-f]{8}-[0-9a-f]{8}");

    private BrowserlessApi api() {
        return new BrowserlessApi(endpoint.client());
    }

    @Override
    public Secret identity() {
        return endpoint.identity();
    }

    @Override
    public Optional<Map<String, String>> openedBy() {
        return endpoint.token().isPresent()
                ? Optional.empty()
                : Optional.of(Map.of(
                        BrowserlessOption.ENDPOINT.key(), endpoint.client().baseUrl()));
    }

    /** Sessions of the Session API are listed nowhere. */
    @Override
    public Optional<List<FoundSession>> find(String tag) throws ProviderFailure {
        Optional<List<FoundSession>> found = api().listed().map(all -> all.stream()
                .filter(it -> it.tracking().startsWith(tag))
                .map(it -> new FoundSession(it.tracking(), it.tracking(), it.started(), it.listed()))
                .toList());
        return found.filter(all -> lacksSessions || !all.isEmpty());
    }

    @Override
    public OptionalInt concurrency() throws ProviderFailure {
        return api().pressure().map(it -> OptionalInt.of(it.most())).orElse(OptionalInt.empty());
    }

    @Override
    public void stop(String id) throws ProviderFailure {
        if (!TAG.matcher(id).matches()) {
            ApiSession.stop(api(), id, Optional.empty());
        } else if (!OneOffBrowser.stop(api(), id)) {
            throw new ProviderFailure(
                    Failure.Kind.PROVIDER,
                    "Session " + id + " cannot be looked for at " + endpoint.name()
                            + ", where browsers are not listed. If it is still there, it ends with its ttl.");
        }
    }
}
