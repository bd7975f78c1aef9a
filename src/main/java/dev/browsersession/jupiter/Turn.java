package dev.browsersession.jupiter;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.config.Settings;
import dev.browsersession.lease.ClaimedSessions;
import dev.browsersession.lease.Debugger;
import dev.browsersession.protocol.Claim;
import dev.browsersession.protocol.SharedName;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The turn of a class at the shared sessions whose default contexts it, its nested classes and its methods use. All
 * are claimed together, when the first is needed: one by one, two classes that need them in opposite order would wait for each
 * other.
 */
final class Turn implements CloseableResource, AutoCloseable {

    private final JvmOwner jvm;
    private final Claim claim;
    private ClaimedSessions claimed;

    private Turn(Set<SharedName> names, String holder, Settings settings, JvmOwner jvm) {
        this.jvm = jvm;
        Duration limit = Planner.acquireTimeout(settings);
        this.claim = new Claim(List.copyOf(names), holder, Debugger.mayHaltThisJvm() ? 0 : limit.toMillis());
    }

    /** @param outwards the class, and those around it */
    static Turn ofClass(List<Class<?>> outwards, Settings settings, JvmOwner jvm) {
        Set<SharedName> names = sortedNames();
        collect(outwards, settings, names);
        return new Turn(names, TestNames.of(outwards.get(0)), settings, jvm);
    }

    static Turn ofTest(
            Optional<? extends AnnotatedElement> method, List<Class<?>> outwards, Settings settings, JvmOwner jvm) {
        Set<SharedName> names = sortedNames();
        exclusive(method, outwards, settings).ifPresent(names::add);
        return new Turn(names, TestNames.of(outwards.get(0)), settings, jvm);
    }

    static boolean isNeededBy(Optional<? extends AnnotatedElement> method, List<Class<?>> outwards, Settings settings) {
        return exclusive(method, outwards, settings).isPresent();
    }

    private static Optional<SharedName> exclusive(
            Optional<? extends AnnotatedElement> method, List<Class<?>> outwards, Settings settings) {
        if (method.isEmpty() && Declarations.carrier(outwards).isEmpty()) {
            return Optional.empty();
        }
        return new Attributes(Declarations.merged(method, outwards), settings).exclusive();
    }

    private static Set<SharedName> sortedNames() {
        return new TreeSet<>(Comparator.comparing(SharedName::name));
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
            try {
                claimed.close();
            } catch (BrowserSessionException e) {
                // The keeper has gone at this moment, and the claim with it. The tests have passed or failed already.
                jvm.announcer().warn("The turn of " + claim.holder() + " could not be given back: " + e.getMessage());
            }
        }
    }

    private static void collect(List<Class<?>> outwards, Settings settings, Set<SharedName> names) {
        Class<?> type = outwards.get(0);
        exclusive(Optional.empty(), outwards, settings).ifPresent(names::add);
        ReflectionSupport.findMethods(
                        type, method -> !Declarations.on(method).isEmpty(), HierarchyTraversalMode.TOP_DOWN)
                .forEach(method ->
                        exclusive(Optional.of(method), outwards, settings).ifPresent(names::add));
        for (Class<?> nested : ReflectionSupport.findNestedClasses(type, candidate -> true)) {
            List<Class<?>> inner = new ArrayList<>(outwards);
            inner.add(0, nested);
            collect(inner, settings, names);
        }
    }
}
