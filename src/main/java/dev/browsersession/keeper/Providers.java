package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.ProviderOption;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionProvider;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The providers on the keeper's class path, by name. */
final class Providers {

    private final SortedMap<String, SessionProvider> byName;

    private Providers(SortedMap<String, SessionProvider> byName) {
        this.byName = byName;
    }

    static Providers load() {
        return of(ServiceLoader.load(SessionProvider.class, Providers.class.getClassLoader()));
    }

    static Providers of(Iterable<SessionProvider> providers) {
        SortedMap<String, SessionProvider> byName = new TreeMap<>();
        providers.forEach(provider -> byName.put(provider.describe().provider(), provider));
        return new Providers(byName);
    }

    SessionProvider named(String name) throws ProviderFailure {
        SessionProvider provider = byName.get(name);
        if (provider == null) {
            throw new ProviderFailure(
                    Failure.Kind.CONFIGURATION,
                    "There is no provider \"" + name + "\"; known are " + String.join(", ", byName.keySet()) + ".");
        }
        return provider;
    }

    /** The owner checks the same before it asks; this is for owners that do not. */
    SessionProvider check(SessionSpec spec) throws ProviderFailure {
        SessionProvider provider = named(spec.provider());
        var known =
                provider.describe().options().stream().map(ProviderOption::key).collect(Collectors.toSet());
        for (String key : spec.options().keySet()) {
            if (!known.contains(key)) {
                throw new ProviderFailure(
                        Failure.Kind.CONFIGURATION,
                        "The provider " + spec.provider() + " has no option " + key + "; known are "
                                + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        }
        long longest = provider.describe().maxTtlMillis();
        if (longest > 0 && spec.ttlMillis() > longest) {
            throw new ProviderFailure(
                    Failure.Kind.CONFIGURATION,
                    "The provider " + spec.provider() + " allows a ttl of " + longest / 1000 + " s at most; "
                            + spec.ttlMillis() / 1000 + " s were asked for.");
        }
        return provider;
    }
}
