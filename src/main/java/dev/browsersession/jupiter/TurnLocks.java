package dev.browsersession.jupiter;

import dev.browsersession.ConfigurationException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Makes tests of one session take turns, and classes that use the default context of one shared session. JUnit's own locks are
 * used, since its scheduler knows them: a thread that waited for a turn by itself could be the very one that the turn's holder
 * needs to go on.
 *
 * <p>Public because an annotation names it; not for use.
 */
public final class TurnLocks implements ResourceLocksProvider {

    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return ofShared(Optional.empty(), List.of(testClass));
    }

    @Override
    public Set<Lock> provideForNestedClass(List<Class<?>> enclosing, Class<?> testClass) {
        return ofShared(Optional.empty(), innermostFirst(enclosing, testClass));
    }

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> testClass, Method method) {
        List<Class<?>> classes = innermostFirst(enclosing, testClass);
        if (!Declarations.on(method).isEmpty()) {
            return ofShared(Optional.of(method), classes);
        }
        return Declarations.carrier(classes)
                .map(carrier -> Set.of(lock(carrier.getName())))
                .orElse(Set.of());
    }

    private static Set<Lock> ofShared(Optional<Method> method, List<Class<?>> innermostFirst) {
        if (method.isEmpty() && Declarations.carrier(innermostFirst).isEmpty()) {
            return Set.of();
        }
        try {
            return new Attributes(Declarations.merged(method, innermostFirst), LaunchSettings.current())
                    .exclusive()
                    .map(shared -> Set.of(lock("shared/" + shared.name())))
                    .orElse(Set.of());
        } catch (ConfigurationException e) {
            // An error here would fail the whole run; the class itself fails with the same one.
            return Set.of();
        }
    }

    private static List<Class<?>> innermostFirst(List<Class<?>> enclosing, Class<?> testClass) {
        List<Class<?>> classes = new ArrayList<>(enclosing);
        Collections.reverse(classes);
        classes.add(0, testClass);
        return classes;
    }

    private static Lock lock(String what) {
        return new Lock("dev.browsersession/" + what, ResourceAccessMode.READ_WRITE);
    }
}
