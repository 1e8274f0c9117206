package dev.antiphon.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What a run has found: fields of one JSON object, the first of them in a line for the eye. */
final class Result {
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final StringJoiner line = new StringJoiner("   ");
    private boolean good = true;

    Result(String command, Settings settings) {
        if (settings.label() != null) {
            fields.put("label", settings.label());
        }
        fields.put("cmd", command);
        fields.put("conns", settings.connections());
        line.add(String.format(Locale.ROOT, "%-14s", command));
    }

    /** A figure that the run was made for. */
    Result rate(String name, double value, String unit) {
        fields.put(name, rounded(value));
        line.add(String.format(Locale.ROOT, "%,.0f %s", value, unit));
        return this;
    }

    /** The latencies of a kind of call, under names that begin with a prefix. */
    Result latencies(String prefix, Meter meter) {
        millis(prefix + "p50", meter.percentileMillis(50));
        millis(prefix + "p99", meter.percentileMillis(99));
        millis(prefix + "max", meter.maxMillis());
        return this;
    }

    private void millis(String name, double value) {
        fields.put(name + "_ms", rounded(value));
        line.add(String.format(Locale.ROOT, "%s %.2f ms", name.replace('_', ' '), value));
    }

    /** A number that is 0 if the server is right. */
    Result check(String name, long value) {
        fields.put(name, value);
        line.add(name.replace('_', ' ') + " " + value);
        good &= value == 0;
        return this;
    }

    /** A field that only the JSON has. */
    Result detail(String name, double value) {
        fields.put(name, rounded(value));
        return this;
    }

    Result detail(String name, long value) {
        fields.put(name, value);
        return this;
    }

    Result errors(Errors errors) {
        check("errors", errors.count());
        String first = errors.first();
        if (first != null) {
            fields.put("first_error", first);
        }
        return this;
    }

    /** Whether all checks are 0. */
    boolean good() {
        return good;
    }

    String line() {
        return line.toString();
    }

    String json() {
        StringJoiner json = new StringJoiner(",", "{", "}");
        fields.forEach((name, value) -> json.add(quoted(name) + ":" + value(value)));
        return json.toString();
    }

    @Nullable Object field(String name) {
        return fields.get(name);
    }

    private static String value(Object value) {
        return value instanceof String text ? quoted(text) : value.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(c -> {
                    if (c == '"' || c == '\\') {
                        quoted.append('\\').append((char) c);
                    } else if (c < ' ') {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        quoted.append((char) c);
                    }
                });
        return quoted.append('"').toString();
    }

    /** Three digits behind the point are finer than anything that is measured here. */
    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
