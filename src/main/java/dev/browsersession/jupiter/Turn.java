package dev.browsersession.jupiter;

import dev.browsersession.config.Settings;
import dev.browsersession.config.Values;
import dev.browsersession.lease.ClaimedSessions;
import dev.browsersession.lease.Debugger;
import dev.browsersession.protocol.Claim;
import dev.browsersession.protocol.SharedName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The turn of an outermost class at the shared sessions whose default contexts it, its nested classes and its methods use. All
 * are claimed together, when the first is needed: one by one, two classes that need them in opposite order would wait for each
 * other.
 */
final class Turn implements CloseableResource, AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final JvmOwner jvm;
    private final Claim claim;
    private ClaimedSessions claimed;

    Turn(Class<?> outermost, Settings settings, JvmOwner jvm) {
        this.jvm = jvm;
        Duration limit = settings.find("acquire-timeout")
                .map(value -> Values.duration(value.text(), value.source()))
                .orElse(LIMIT);
        this.claim = new Claim(
                List.copyOf(names(outermost, settings)),
                TestNames.of(outermost),
                Debugger.mayHaltThisJvm() ? 0 : limit.toMillis());
    }

    /** Waits for it, if it has not come yet. A keeper that took the place of another does not know of it. */
    synchronized void take() {
        if (claimed == null || !claimed.isHeld()) {
            claimed = jvm.keeper().claim(claim);
        }
    }

    @Override
    public synchronized void close() {
        if (claimed != null) {
            claimed.close();
        }
    }

    private static Set<SharedName> names(Class<?> outermost, Settings settings) {
        Set<SharedName> names = new TreeSet<>(Comparator.comparing(SharedName::name));
        collect(List.of(outermost), settings, names);
        return new LinkedHashSet<>(names);
    }

    private static void collect(List<Class<?>> innermostFirst, Settings settings, Set<SharedName> names) {
        Class<?> type = innermostFirst.get(0);
        if (Declarations.carrier(innermostFirst).isPresent()) {
            Declared declared = Declarations.merged(Optional.empty(), innermostFirst);
            new Attributes(declared, settings).exclusive().ifPresent(names::add);
        }
        ReflectionSupport.findMethods(
                        type, method -> !Declarations.on(method).isEmpty(), HierarchyTraversalMode.TOP_DOWN)
                .forEach(method -> {
                    Declared declared = Declarations.merged(Optional.of(method), innermostFirst);
                    new Attributes(declared, settings).exclusive().ifPresent(names::add);
                });
        for (Class<?> nested : ReflectionSupport.findNestedClasses(type, candidate -> true)) {
            List<Class<?>> inner = new ArrayList<>(innermostFirst);
            inner.add(0, nested);
            collect(inner, settings, names);
        }
    }
}
