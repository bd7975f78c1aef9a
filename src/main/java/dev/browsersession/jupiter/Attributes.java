package dev.browsersession.jupiter;

import dev.browsersession.ConfigurationException;
import dev.browsersession.Isolation;
import dev.browsersession.Scope;
import dev.browsersession.config.Settings;
import dev.browsersession.config.Values;
import dev.browsersession.lease.ProjectRoot;
import dev.browsersession.protocol.SharedName;
import java.util.Optional;
import java.util.Set;

/** The values of a declaration's attributes: override setting, then declaration, then setting. */
final class Attributes {

    /** What the setting "scope" says of shared sessions, beside what it says of others as the attribute of that name. */
    private static final String OF_USER = "user";

    private static final Set<String> REACHES = Set.of(OF_USER, "project");

    private final Declared declared;
    private final Settings settings;

    Attributes(Declared declared, Settings settings) {
        this.declared = declared;
        this.settings = settings;
    }

    Optional<Settings.Value> of(String name, Object declaration) {
        return settings.override(name)
                .or(() -> Optional.ofNullable(declaration)
                        .map(value -> new Settings.Value(value.toString(), "@BrowserSession(" + name + ")")))
                .or(() -> settings.find(name));
    }

    Isolation isolation() {
        return of("isolation", declared.isolation())
                .map(value -> Values.constant(Isolation.class, value.text(), value.source()))
                .orElse(Isolation.CONTEXT);
    }

    Scope scope() {
        Optional<Settings.Value> value = settings.override("scope")
                .filter(setting -> !isReach(setting))
                .or(() -> Optional.ofNullable(declared.scope())
                        .map(scope -> new Settings.Value(scope.name(), "@BrowserSession(scope)")))
                .or(() -> settings.find("scope").filter(setting -> !isReach(setting)));
        Scope scope = value.map(found -> Values.constant(Scope.class, found.text(), found.source()))
                .orElse(Scope.CLASS);
        if (scope == Scope.TEST && shared().isPresent()) {
            throw new ConfigurationException(
                    "shared = \"" + shared().get().name()
                            + "\" and scope = TEST contradict each other: a shared session is for many tests. Leave one of them out.");
        }
        return scope;
    }

    boolean keepAlive() {
        boolean isShared = shared().isPresent();
        if (isShared && Boolean.FALSE.equals(declared.keepAlive())) {
            throw new ConfigurationException("shared = \"" + shared().get().name()
                    + "\" and keepAlive = false contradict each other: a shared session survives a disconnect. Leave keepAlive"
                    + " out.");
        }
        return isShared
                || of("keepAlive", declared.keepAlive())
                        .map(value -> Values.bool(value.text(), value.source()))
                        .orElse(false);
    }

    /** The name under which the session is shared. */
    Optional<SharedName> shared() {
        return of("shared", declared.shared()).map(value -> {
            if (value.text().isBlank()) {
                throw new ConfigurationException(value.source() + " is blank; it takes a name.");
            }
            return new SharedName(value.text().strip(), isOfUser() ? null : ProjectRoot.ofThisJvm());
        });
    }

    /** The shared session whose default context is used: by one JVM at a time, and in it by one class at a time. */
    Optional<SharedName> exclusive() {
        return isolation() == Isolation.NONE ? shared() : Optional.empty();
    }

    private boolean isOfUser() {
        return settings.override("scope")
                .filter(Attributes::isReach)
                .or(() -> settings.find("scope").filter(Attributes::isReach))
                .filter(value -> value.text().equalsIgnoreCase(OF_USER))
                .isPresent();
    }

    private static boolean isReach(Settings.Value value) {
        return REACHES.stream().anyMatch(value.text()::equalsIgnoreCase);
    }
}
