package dev.browsersession.keeper;

import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.ProviderOption;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The providers on the keeper's class path, by name. */
final class Providers {

    private final SortedMap<String, SessionProvider> byName;

    private Providers(SortedMap<String, SessionProvider> byName) {
        this.byName = byName;
    }

    /** Providers from outside see what the keeper is made of, and bring the rest. */
    static URLClassLoader loader(List<Path> path) throws IOException {
        URL[] urls = new URL[path.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = path.get(i).toUri().toURL();
        }
        return new URLClassLoader("providers", urls, Providers.class.getClassLoader());
    }

    static Providers load(ClassLoader loader) {
        return of(ServiceLoader.load(SessionProvider.class, loader));
    }

    /** The same ones, each as the keeper uses it. */
    Providers kept(UnaryOperator<SessionProvider> how) {
        return of(byName.values().stream().map(how).toList());
    }

    static Providers of(Iterable<SessionProvider> providers) {
        SortedMap<String, SessionProvider> byName = new TreeMap<>();
        providers.forEach(provider -> {
            SessionProvider other = byName.putIfAbsent(provider.describe().provider(), provider);
            if (other != null) {
                throw new IllegalStateException("two providers have the name "
                        + provider.describe().provider() + ": "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName());
            }
        });
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
        List<ProviderOption> known = provider.describe().options();
        for (String key : spec.options().keySet()) {
            if (known.stream().noneMatch(option -> option.covers(key))) {
                throw new ProviderFailure(
                        Failure.Kind.CONFIGURATION,
                        "The provider " + spec.provider() + " has no option " + key + "; known are "
                                + known.stream()
                                        .map(ProviderOption::key)
                                        .sorted()
                                        .collect(Collectors.joining(", ")) + ".");
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
