package dev.antiphon.server.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a configuration record out of given values: the component {@code dataDir} is the setting
 * {@code data-dir}, the component {@code idle} of a record in the component {@code timeouts} is
 * {@code timeouts-idle}, and what is not given keeps the default.
 *
 * <p>A record says in its constructor what a component may be, by an {@link
 * IllegalArgumentException} such as "port must be from 0 to 65535". Records whose default is null
 * are not settings.
 */
final class RecordBinder {
    private RecordBinder() {}

    /** The names of a record's settings and their default values. */
    static Map<String, @Nullable Object> settings(Record defaults) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings(defaults, "", settings);
        return settings;
    }

    private static void settings(
            Record defaults, String prefix, Map<String, @Nullable Object> settings) {
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            String name = prefix + settingName(component);
            Object value = read(component, defaults);
            if (value instanceof Record inner) {
                settings(inner, name + "-", settings);
            } else if (!component.getType().isRecord()) {
                settings.put(name, value);
            }
        }
    }

    static String settingName(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /**
     * @param given may hold settings of other records too, which are left alone
     */
    static <T extends Record> T bind(T defaults, Map<String, Given> given) {
        return bind(defaults, given, "");
    }

    private static <T extends Record> T bind(T defaults, Map<String, Given> given, String prefix) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) defaults.getClass();
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        @Nullable Object[] before = new @Nullable Object[components.length];
        Map<Integer, Given> set = new LinkedHashMap<>();
        for (int i = 0; i < components.length; i++) {
            String name = prefix + settingName(components[i]);
            before[i] = read(components[i], defaults);
            Given value = given.get(name);
            if (before[i] instanceof Record inner) {
                values[i] = bind(inner, given, name + "-");
            } else if (value == null) {
                values[i] = before[i];
            } else {
                values[i] = convert(name, components[i].getGenericType(), value);
                set.put(i, value);
            }
        }
        try {
            return construct(type, values);
        } catch (IllegalArgumentException e) {
            throw culprit(type, prefix, before, values, set, e);
        }
    }

    /**
     * Which of the given values the record refuses: they are put into the defaults one after the
     * other, until it does.
     */
    private static ConfigException culprit(
            Class<? extends Record> type,
            String prefix,
            @Nullable Object[] defaults,
            @Nullable Object[] values,
            Map<Integer, Given> set,
            IllegalArgumentException refusal) {
        @Nullable Object[] some = defaults.clone();
        for (Map.Entry<Integer, Given> entry : set.entrySet()) {
            int i = entry.getKey();
            some[i] = values[i];
            try {
                construct(type, some);
            } catch (IllegalArgumentException e) {
                String name = prefix + settingName(type.getRecordComponents()[i]);
                return refused(name, entry.getValue(), String.valueOf(e.getMessage()));
            }
        }
        throw refusal;
    }

    private static ConfigException refused(String name, Given given, String rule) {
        return given instanceof Given.Scalar(String text, String where)
                ? new ConfigException(where, name + ": \"" + text + "\" is not allowed: " + rule)
                : new ConfigException(given.where(), name + ": " + rule);
    }

    private static Object convert(String name, Type type, Given given) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return items(name, (Class<?>) list.getActualTypeArguments()[0], given);
        }
        if (!(given instanceof Given.Scalar(String text, String _))) {
            throw new ConfigException(given.where(), name + ": must be a single value");
        }
        try {
            return Scalars.read((Class<?>) type, text);
        } catch (IllegalArgumentException e) {
            throw refused(name, given, String.valueOf(e.getMessage()));
        }
    }

    private static List<Object> items(String name, Class<?> type, Given given) {
        Given list =
                given instanceof Given.Scalar(String text, String where)
                        ? YamlFile.value(where, text)
                        : given;
        if (!(list instanceof Given.Items(List<Given> items, String _))) {
            throw new ConfigException(given.where(), name + ": must be a list");
        }
        List<Object> values = new ArrayList<>();
        for (Given item : items) {
            values.add(
                    type.isRecord()
                            ? element(name, type.asSubclass(Record.class), item)
                            : convert(name, type, item));
        }
        return List.copyOf(values);
    }

    /** A record in a list has no defaults: every key of it must be given. */
    private static <T extends Record> T element(String name, Class<T> type, Given item) {
        Map<String, RecordComponent> components = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.put(settingName(component), component);
        }
        if (!(item instanceof Given.Keys(Map<String, Given> given, String where))) {
            throw new ConfigException(
                    item.where(),
                    name + ": each item has the keys " + String.join(", ", components.keySet()));
        }
        Spelling.check(given, components.keySet(), name);
        @Nullable Object[] values = new @Nullable Object[components.size()];
        int i = 0;
        for (Map.Entry<String, RecordComponent> entry : components.entrySet()) {
            String key = entry.getKey();
            Given value = given.get(key);
            if (value == null) {
                throw new ConfigException(where, name + ": " + key + " is missing");
            }
            values[i++] = convert(name + ": " + key, entry.getValue().getGenericType(), value);
        }
        try {
            return construct(type, values);
        } catch (IllegalArgumentException e) {
            throw refused(name, item, String.valueOf(e.getMessage()));
        }
    }

    /**
     * @throws IllegalArgumentException what the record's constructor has thrown
     */
    private static <T extends Record> T construct(Class<T> type, @Nullable Object[] values) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object read(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
