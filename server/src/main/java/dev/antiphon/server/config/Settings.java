package dev.antiphon.server.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one start, put together from a file, the environment and the command line; what
 * comes later in this list wins.
 */
public final class Settings {
    private static final String PREFIX = "ANTIPHON_";

    /** Variables with our prefix that are the launcher's, or say where the file is. */
    private static final Set<String> NOT_SETTINGS =
            Set.of(
                    "ANTIPHON_CONFIG",
                    "ANTIPHON_JAVA_HOME",
                    "ANTIPHON_JAVA_OPTS",
                    "ANTIPHON_LAUNCHER");

    private final Map<String, Given> given;

    private Settings(Map<String, Given> given) {
        this.given = given;
    }

    /**
     * Reads the settings. An unknown key is refused here, wherever it stands; values are judged by
     * {@link #bind}.
     *
     * @param records the defaults of every component, whose components are the known settings
     * @param file the file, or null to read the one that {@code ANTIPHON_CONFIG} names, if any
     * @param commandLine options without their dashes, and their values
     */
    public static Settings read(
            List<? extends Record> records,
            @Nullable Path file,
            Map<String, String> environment,
            Map<String, String> commandLine) {
        Set<String> known = new TreeSet<>();
        for (Record record : records) {
            known.addAll(RecordBinder.settings(record).keySet());
        }
        Map<String, Given> given = new LinkedHashMap<>();
        String named = environment.get("ANTIPHON_CONFIG");
        if (file == null && named != null) {
            file = Path.of(named);
        }
        if (file != null) {
            flatten("", YamlFile.read(file), known, given);
            Spelling.check(given, known, "");
        }
        given.putAll(variables(environment, known));
        commandLine.forEach((name, text) -> given.put(name, new Given.Scalar(text, "--" + name)));
        return new Settings(given);
    }

    /**
     * In a file, {@code timeouts: {idle: 5m}} is another way to write {@code timeouts-idle: 5m}.
     */
    private static void flatten(
            String prefix, Map<String, Given> values, Set<String> known, Map<String, Given> into) {
        values.forEach((key, value) -> {
            String name = prefix + key;
            if (value instanceof Given.Keys keys && !known.contains(name)) {
                flatten(name + "-", keys.values(), known, into);
            } else if (into.put(name, value) != null) {
                throw new ConfigException(value.where(), "\"" + name + "\" is set a second time");
            }
        });
    }

    private static Map<String, Given> variables(
            Map<String, String> environment, Set<String> known) {
        Map<String, String> names = new LinkedHashMap<>();
        known.forEach(name -> names.put(variable(name), name));
        Map<String, Given> given = new LinkedHashMap<>();
        for (String variable : new TreeSet<>(environment.keySet())) {
            if (!variable.startsWith(PREFIX) || NOT_SETTINGS.contains(variable)) {
                continue;
            }
            String name = names.get(variable);
            if (name == null) {
                throw Spelling.unknown("environment", variable, names.keySet(), "");
            }
            String text = environment.getOrDefault(variable, "");
            given.put(name, new Given.Scalar(text, variable));
        }
        return given;
    }

    /** The environment variable of a setting: {@code ANTIPHON_DATA_DIR} of {@code data-dir}. */
    public static String variable(String setting) {
        return PREFIX + setting.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** A component's settings. */
    public <T extends Record> T bind(T defaults) {
        return RecordBinder.bind(defaults, given);
    }

    /**
     * The names of a record's settings, and how their defaults are written; empty where there is
     * none.
     */
    public static Map<String, String> defaults(Record record) {
        Map<String, String> defaults = new LinkedHashMap<>();
        RecordBinder.settings(record)
                .forEach((name, value) ->
                        defaults.put(name, value == null ? "" : Scalars.write(value)));
        return defaults;
    }

    /** Where a setting was given, or the empty text if it was not. */
    public String where(String setting) {
        Given value = given.get(setting);
        return value == null ? "" : value.where();
    }
}
