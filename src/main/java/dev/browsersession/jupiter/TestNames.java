package dev.browsersession.jupiter;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How tests are called in messages and file names. */
final class TestNames {

    private TestNames() {}

    static String of(ExtensionContext context) {
        if (context.getTestMethod().isEmpty() && context.getTestClass().isEmpty()) {
            // A dynamic test: it has the factory's name around it.
            String around = context.getParent().map(TestNames::of).orElse("");
            return (around + " " + context.getDisplayName()).strip();
        }
        String type = context.getTestClass().map(TestNames::of).orElse("");
        String method = context.getTestMethod().map(Method::getName).orElse("");
        if (method.isEmpty()) {
            return type;
        }
        String shown = context.getDisplayName();
        boolean plain = shown.startsWith(method + "(") || shown.equals(method);
        return type + "." + method + (plain ? "" : " " + shown);
    }

    /** Nested classes with the names of those around them, without the package. */
    static String of(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : of(outer) + "." + type.getSimpleName();
    }
}
