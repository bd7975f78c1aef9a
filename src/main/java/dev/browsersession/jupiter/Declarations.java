package dev.browsersession.jupiter;

import dev.browsersession.BrowserSession;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds {@code @BrowserSession}: the one place that looks at it. */
final class Declarations {

    private Declarations() {}

    /** The test classes around a context, the innermost first. */
    static List<Class<?>> classes(ExtensionContext context) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            at.get().getTestClass().ifPresent(classes::add);
        }
        return List.copyOf(classes);
    }

    /** The innermost class that carries a declaration, its own or an inherited one: its session is used. */
    static Optional<Class<?>> carrier(List<Class<?>> innermostFirst) {
        return innermostFirst.stream().filter(type -> !ofClass(type).isEmpty()).findFirst();
    }

    /** What all declarations around a test say together. */
    static Declared merged(Optional<? extends AnnotatedElement> method, List<Class<?>> innermostFirst) {
        List<BrowserSession> closestFirst = new ArrayList<>();
        method.ifPresent(element -> closestFirst.addAll(on(element)));
        innermostFirst.forEach(type -> closestFirst.addAll(ofClass(type)));
        return Declared.merge(closestFirst.stream().map(Declared::of).toList());
    }

    /** On the element itself, directly and by annotations that carry it. */
    static List<BrowserSession> on(AnnotatedElement element) {
        List<BrowserSession> found = new ArrayList<>();
        collect(element, found, new HashSet<>());
        return found;
    }

    private static List<BrowserSession> ofClass(Class<?> type) {
        List<BrowserSession> found = new ArrayList<>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            found.addAll(on(at));
            for (Class<?> implemented : at.getInterfaces()) {
                found.addAll(on(implemented));
            }
        }
        return found;
    }

    private static void collect(AnnotatedElement element, List<BrowserSession> found, Set<Class<?>> seen) {
        BrowserSession direct = directly(element);
        if (direct != null) {
            found.add(direct);
        }
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (!type.getName().startsWith("java.lang.annotation.") && seen.add(type)) {
                collect(type, found, seen);
            }
        }
    }

    private static BrowserSession directly(AnnotatedElement element) {
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            if (annotation instanceof BrowserSession session) {
                return session;
            }
        }
        return null;
    }
}
