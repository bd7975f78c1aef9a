package dev.browsersession.keeper;

import dev.browsersession.protocol.Access;
import dev.browsersession.protocol.Failure;
import dev.browsersession.protocol.Network;
import dev.browsersession.protocol.ProviderOption;
import dev.browsersession.protocol.Secret;
import dev.browsersession.provider.Account;
import dev.browsersession.provider.FoundSession;
import dev.browsersession.provider.ProviderFailure;
import dev.browsersession.provider.SessionProvider;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Stops sessions at providers that no living keeper has: those that a dead one had written down, and those of a tag. */
public final class ProviderSweep implements AutoCloseable {

    private final URLClassLoader loader;
    private final Providers providers;
    private final Function<String, String> settings;
    private final Map<String, String> environment;
    private final Network network;
    private final ExecutorService workers = Executors.newCachedThreadPool(new Threads("provider-sweep"));
    private final ElapsedTime time = new ElapsedTime();

    private ProviderSweep(
            URLClassLoader loader,
            Function<String, String> settings,
            Map<String, String> environment,
            Network network) {
        this.loader = loader;
        this.providers = Providers.load(loader);
        this.settings = settings;
        this.environment = environment;
        this.network = network;
    }

    /**
     * Loads the providers.
     *
     * @param providerPath the class path of providers from outside
     * @param settings a setting's value by its name without {@code browser.session.}; null where it is not set
     * @param environment where credentials are
     * @param network a {@link Network} in the JDK's types
     */
    public static ProviderSweep open(
            List<Path> providerPath,
            Function<String, String> settings,
            Map<String, String> environment,
            Map<String, ?> network)
            throws IOException {
        return new ProviderSweep(
                Providers.loader(providerPath),
                settings,
                environment,
                KeeperJson.read(KeeperJson.write(network), Network.class));
    }

    /** Stops the sessions whose tag begins so, at the provider that the settings name, in the account that they open. */
    public Journal.Recovery byTag(String tag) throws ProviderFailure {
        String name = Optional.ofNullable(settings.apply("provider")).orElse("local");
        Optional<Account> account = configured(providers.named(name));
        if (account.isEmpty()) {
            throw failure("Provider " + name + " has its sessions on this machine, where a tag is not needed: they end"
                    + " with their keeper. For another one, set browser.session.provider.");
        }
        Optional<List<FoundSession>> found = account.get().find(tag);
        if (found.isEmpty()) {
            throw failure(
                    "Provider " + name + " cannot tell which sessions have a tag. They end with their ttl, or where"
                            + " you stop them at the provider's own place.");
        }
        Journal.Recovery recovery = new Journal.Recovery(new ArrayList<>(), new ArrayList<>());
        found.get().stream()
                .map(FoundSession::id)
                .sorted()
                .forEach(id -> stop(account.get(), id, "session " + id + " at " + name, recovery));
        return recovery;
    }

    /** Stops what a dead keeper had written down. Its lock is held meanwhile. */
    Journal.Recovery writtenDown(SessionJournal journal) throws IOException {
        Journal.Recovery recovery = new Journal.Recovery(new ArrayList<>(), new ArrayList<>());
        for (JournaledSession session : journal.left()) {
            String what = session.name() + " at " + session.provider();
            try {
                if (session.ttlLeftMillis(time) <= 0 || end(session, what, recovery)) {
                    journal.ended(session);
                }
            } catch (ProviderFailure e) {
                recovery.left().add(what + ": " + e.getMessage());
            }
        }
        return recovery;
    }

    private boolean end(JournaledSession session, String what, Journal.Recovery recovery) throws ProviderFailure {
        Optional<Account> account = accountOf(session);
        if (account.isEmpty()) {
            recovery.left()
                    .add(what + ": the settings and the environment of this command do not open its account; "
                            + session.untilWhen(time) + ".");
            return false;
        }
        if (session.id() != null) {
            return stop(account.get(), session.id(), what, recovery);
        }
        Optional<List<FoundSession>> found = account.get().find(session.tag());
        if (found.isEmpty()) {
            recovery.left().add(what + ": the provider cannot be asked for it; " + session.untilWhen(time) + ".");
            return false;
        }
        if (found.get().isEmpty() && session.livedMillis(time) < LeftSession.MAY_STILL_APPEAR) {
            recovery.left().add(what + ": it is not there, but may still appear; sweep again in a minute.");
            return false;
        }
        boolean all = true;
        for (FoundSession it : found.get()) {
            all &= stop(account.get(), it.id(), what, recovery);
        }
        return all;
    }

    private static boolean stop(Account account, String id, String what, Journal.Recovery recovery) {
        try {
            account.stop(id);
            recovery.removed().add(what);
            return true;
        } catch (ProviderFailure e) {
            recovery.left().add(what + ": " + e.getMessage());
            return false;
        }
    }

    private Optional<Account> accountOf(JournaledSession session) throws ProviderFailure {
        SessionProvider provider = providers.named(session.provider());
        Optional<Account> account = session.options() == null
                ? configured(provider)
                : bounded(provider, provider.account(session.options(), access(provider)));
        return account.filter(session::isOf);
    }

    /** The account that a test would use with the same settings. */
    private Optional<Account> configured(SessionProvider provider) throws ProviderFailure {
        Map<String, String> options = new TreeMap<>();
        for (ProviderOption option : provider.describe().options()) {
            Optional.ofNullable(settings.apply(option.key())).ifPresent(value -> options.put(option.key(), value));
        }
        return bounded(provider, provider.account(options, access(provider)));
    }

    private Access access(SessionProvider provider) {
        Map<String, Secret> credentials = new TreeMap<>();
        for (String name : provider.describe().credentials()) {
            Optional.ofNullable(environment.get(name)).ifPresent(value -> credentials.put(name, new Secret(value)));
        }
        return new Access(credentials, network);
    }

    private Optional<Account> bounded(SessionProvider provider, Optional<Account> account) {
        String name = provider.describe().provider();
        return account.map(it -> new BoundedAccount(name, it, workers, CallLimits.USUAL));
    }

    private static ProviderFailure failure(String sentence) {
        return new ProviderFailure(Failure.Kind.CONFIGURATION, sentence);
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        loader.close();
    }
}
