package dev.browsersession.jupiter;

import dev.browsersession.ChromeConfigurer;
import dev.browsersession.ConfigurationException;
import dev.browsersession.Isolation;
import dev.browsersession.Scope;
import dev.browsersession.config.Settings;
import dev.browsersession.config.Values;
import dev.browsersession.protocol.ProviderDescription;
import dev.browsersession.protocol.ProviderOption;
import dev.browsersession.protocol.SessionSpec;
import dev.browsersession.webdriver.BrowserFinder;
import dev.browsersession.webdriver.ChromeOptionsParts;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Resolves declarations and settings to a plan: override setting, then declaration, then setting, then default. Everything that
 * is wrong is found here, before anything starts.
 */
final class Planner {

    private static final Duration ACQUIRE_TIMEOUT = Duration.ofMinutes(2);

    private static final String BINARY = "local.binary";
    private static final String DRIVER = "local.chromedriver";

    private final Declared declared;
    private final Settings settings;
    private final Attributes attributes;
    private final Function<String, ProviderDescription> descriptions;

    Planner(Declared declared, Settings settings, Function<String, ProviderDescription> descriptions) {
        this.declared = declared;
        this.settings = settings;
        this.attributes = new Attributes(declared, settings);
        this.descriptions = descriptions;
    }

    SessionPlan plan() {
        Optional<Duration> ttl =
                attributes.of("ttl", declared.ttl()).map(value -> Values.duration(value.text(), value.source()));
        Scope scope = attributes.scope();
        Isolation isolation = attributes.isolation();
        boolean keepAlive = attributes.keepAlive();
        Optional<SharedUse> shared = attributes.shared().map(name -> SharedUse.of(name, settings));
        Optional<Duration> minLeft =
                settings.find("min-left").map(value -> Values.duration(value.text(), value.source()));
        // For a mistake in it: when there is a browser to hold, it would be too late to say so.
        HeldPages.time(settings);
        ChromeOptionsParts parts = chromeOptions(isolation);
        String provider = attributes
                .of("provider", declared.provider())
                .map(Settings.Value::text)
                .orElse("local");

        ProviderDescription description = descriptions.apply(provider);
        Map<String, String> options = options(description);
        SessionSpec spec = new SessionSpec(provider, ttl(ttl, description), keepAlive, options, parts.launch());
        return new SessionPlan(
                spec,
                scope,
                isolation,
                shared,
                parts,
                browser(description, options, parts),
                driver(),
                minLeft,
                acquireTimeout(settings),
                description.credentials());
    }

    /** How long to wait for what others have: a shared session's default context, a place at a provider. */
    static Duration acquireTimeout(Settings settings) {
        return settings.find("acquire-timeout")
                .map(value -> Values.duration(value.text(), value.source()))
                .orElse(ACQUIRE_TIMEOUT);
    }

    private static long ttl(Optional<Duration> wanted, ProviderDescription description) {
        long longest = description.maxTtlMillis();
        long millis = wanted.map(Duration::toMillis).orElse(description.defaultTtlMillis());
        if (longest > 0 && millis > longest) {
            throw new ConfigurationException("A ttl of " + Values.readable(Duration.ofMillis(millis))
                    + " is too long: the provider " + description.provider() + " allows "
                    + Values.readable(Duration.ofMillis(longest)) + " at most.");
        }
        return millis;
    }

    /** The options of the provider in use; those of other providers are left alone. */
    private Map<String, String> options(ProviderDescription description) {
        Map<String, String> options = new TreeMap<>();
        String prefix = description.provider() + ".";
        declared.options().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                requireKnown(key, description);
                options.put(key, value);
            }
        });
        for (ProviderOption option : description.options()) {
            Optional<Settings.Value> setting = settings.override(option.key())
                    .or(() -> options.containsKey(option.key()) ? Optional.empty() : settings.find(option.key()));
            setting.ifPresent(value -> options.put(option.key(), value.text()));
        }
        return options;
    }

    private static void requireKnown(String key, ProviderDescription description) {
        if (description.options().stream().noneMatch(option -> option.covers(key))) {
            throw new ConfigurationException("The provider " + description.provider() + " has no option \"" + key
                    + "\". It knows "
                    + description.options().stream()
                            .map(ProviderOption::key)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private ChromeOptionsParts chromeOptions(Isolation isolation) {
        ChromeOptions options = new ChromeOptions();
        configurer().ifPresent(type -> configure(type, options));
        ChromeOptionsParts parts = ChromeOptionsParts.of(options);
        boolean extensions = !parts.launch().extensions().isEmpty()
                || parts.launch().arguments().stream().anyMatch(argument -> argument.startsWith("--load-extension"));
        if (isolation == Isolation.CONTEXT && extensions) {
            throw new ConfigurationException("Browser extensions do not reach a fresh browser context: use"
                    + " @BrowserSession(isolation = Isolation.NONE) with them.");
        }
        return parts;
    }

    private Optional<Class<? extends ChromeConfigurer>> configurer() {
        Optional<Settings.Value> override = settings.override("configure");
        if (override.isEmpty() && declared.configure() != null) {
            return Optional.of(declared.configure());
        }
        return override.or(() -> settings.find("configure")).map(Planner::configurerNamed);
    }

    private static Class<? extends ChromeConfigurer> configurerNamed(Settings.Value value) {
        try {
            return Class.forName(value.text(), true, Thread.currentThread().getContextClassLoader())
                    .asSubclass(ChromeConfigurer.class);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new ConfigurationException(
                    value.source() + " is \"" + value.text() + "\", which is not a ChromeConfigurer on the class path.",
                    e);
        }
    }

    private static void configure(Class<? extends ChromeConfigurer> type, ChromeOptions options) {
        try {
            Constructor<? extends ChromeConfigurer> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            constructor.newInstance().configure(options);
        } catch (NoSuchMethodException | InstantiationException e) {
            throw new ConfigurationException(
                    "The configurer " + type.getName() + " cannot be made: it needs a constructor without"
                            + " parameters, and an inner class has to be static.",
                    e);
        } catch (ConfigurationException e) {
            throw e;
        } catch (InvocationTargetException e) {
            throw new ConfigurationException(
                    "The configurer " + type.getName() + " failed: " + e.getCause(), e.getCause());
        } catch (RuntimeException | IllegalAccessException e) {
            throw new ConfigurationException("The configurer " + type.getName() + " failed: " + e, e);
        }
    }

    private Optional<Path> browser(
            ProviderDescription description, Map<String, String> options, ChromeOptionsParts parts) {
        if (!description.runsHere()) {
            return Optional.empty();
        }
        String setting = options.getOrDefault(BINARY, parts.binary().orElse(null));
        return Optional.of(BrowserFinder.browser(setting));
    }

    /** For a browser that is elsewhere too, whose provider has no option for it. */
    private Optional<String> driver() {
        return settings.override(DRIVER)
                .map(Settings.Value::text)
                .or(() -> Optional.ofNullable(declared.options().get(DRIVER)))
                .or(() -> settings.text(DRIVER));
    }
}
