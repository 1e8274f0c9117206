package dev.antiphon.server.config;

import java.util.List;
import java.util.Map;

/** A value as somebody wrote it, before anything is known of its type, and where it was written. */
public sealed interface Given {
    /** Such as {@code antiphon.yaml:3}, {@code ANTIPHON_PORT} or {@code --port}. */
    String where();

    /**
     * A plain value. It stays text until a record says its type: an account may begin with zeros.
     */
    record Scalar(String text, String where) implements Given {}

    /** A list. */
    record Items(List<Given> items, String where) implements Given {}

    /** Keys with values, in the order in which they were written. */
    record Keys(Map<String, Given> values, String where) implements Given {}
}
