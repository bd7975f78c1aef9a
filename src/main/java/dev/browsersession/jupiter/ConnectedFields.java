package dev.browsersession.jupiter;

import dev.browsersession.BrowserSessionException;
import dev.browsersession.ConfigurationException;
import dev.browsersession.Connected;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Predicate;
import org.junit.platform.commons.support.AnnotationSupport;

/** The fields that are marked {@code @Connected}. */
final class ConnectedFields {

    private ConnectedFields() {}

    static List<Field> of(Class<?> type, boolean isStatic) {
        Predicate<Field> wanted = field -> Modifier.isStatic(field.getModifiers()) == isStatic;
        return AnnotationSupport.findAnnotatedFields(type, Connected.class, wanted);
    }

    static void set(Class<?> type, Object instance, BrowserSource source) {
        for (Field field : of(type, instance == null)) {
            String place = "The field " + field.getDeclaringClass().getSimpleName() + "." + field.getName();
            if (Modifier.isFinal(field.getModifiers())) {
                throw new ConfigurationException(place + " is final, so @Connected cannot set it.");
            }
            if (!Injectable.is(field.getType())) {
                throw Injectable.unsupported(field.getType(), place);
            }
            write(field, instance, Injectable.of(field.getType(), source), place);
        }
    }

    private static void write(Field field, Object instance, Object value, String place) {
        try {
            field.setAccessible(true);
            field.set(instance, value);
        } catch (ReflectiveOperationException | RuntimeException e) {
            if (e instanceof BrowserSessionException own) {
                throw own;
            }
            throw new ConfigurationException(place + " cannot be set: " + e.getMessage(), e);
        }
    }
}
