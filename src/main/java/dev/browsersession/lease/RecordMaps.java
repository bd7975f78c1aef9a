package dev.browsersession.lease;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records as maps that a JSON library can write, and back. Knows what the protocol's records are made of, and no more. */
final class RecordMaps {

    private RecordMaps() {}

    static Map<String, Object> toMap(Record record) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = plain(read(record, component));
            if (value != null) {
                map.put(component.getName(), value);
            }
        }
        return map;
    }

    static <R extends Record> R toRecord(Class<R> type, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(type.getSimpleName() + " expected, but the value is " + value);
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = Arrays.stream(components)
                .map(component -> typed(component.getGenericType(), map.get(component.getName())))
                .toArray();
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + ": " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record " + type.getName() + " cannot be made", e);
        }
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record " + record.getClass().getName() + " cannot be read", e);
        }
    }

    private static Object plain(Object value) {
        if (value instanceof Record nested) {
            return toMap(nested);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RecordMaps::plain).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, plain(item)));
            return copy;
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    private static Object typed(Type type, Object value) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            Type element = generic.getActualTypeArguments()[0];
            return value == null
                    ? List.of()
                    : ((List<?>) value)
                            .stream().map(item -> typed(element, item)).toList();
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            Type element = generic.getActualTypeArguments()[1];
            Map<Object, Object> copy = new LinkedHashMap<>();
            if (value != null) {
                ((Map<?, ?>) value).forEach((key, item) -> copy.put(key, typed(element, item)));
            }
            return copy;
        }
        return single((Class<?>) type, value);
    }

    private static Object single(Class<?> type, Object value) {
        if (type.isRecord()) {
            return value == null ? null : toRecord(type.asSubclass(Record.class), value);
        }
        if (type == long.class) {
            return value == null ? 0L : ((Number) value).longValue();
        }
        if (type == int.class) {
            return value == null ? 0 : ((Number) value).intValue();
        }
        if (type == double.class) {
            return value == null ? 0.0 : ((Number) value).doubleValue();
        }
        if (type == boolean.class) {
            return value != null && (Boolean) value;
        }
        if (type.isEnum()) {
            return value == null ? null : constant(type, (String) value);
        }
        return value;
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.getSimpleName() + " has no constant " + name));
    }
}
