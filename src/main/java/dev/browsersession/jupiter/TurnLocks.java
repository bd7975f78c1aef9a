package dev.browsersession.jupiter;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Makes tests of one session take turns. JUnit's own locks are used, since its scheduler knows them: a thread that waited for a
 * turn by itself could be the very one that the turn's holder needs to go on.
 *
 * <p>Public because an annotation names it; not for use.
 */
public final class TurnLocks implements ResourceLocksProvider {

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> testClass, Method method) {
        if (!Declarations.on(method).isEmpty()) {
            return Set.of();
        }
        List<Class<?>> innermostFirst = new ArrayList<>(enclosing);
        Collections.reverse(innermostFirst);
        innermostFirst.add(0, testClass);
        return Declarations.carrier(innermostFirst)
                .map(carrier ->
                        Set.of(new Lock("dev.browsersession/" + carrier.getName(), ResourceAccessMode.READ_WRITE)))
                .orElse(Set.of());
    }
}
