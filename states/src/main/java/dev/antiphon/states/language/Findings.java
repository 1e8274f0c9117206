package dev.antiphon.states.language;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is wrong while a definition is read: reading goes on after an error, so that all are
 * told at once. What concerns the graph of the states comes after what concerns their fields.
 */
final class Findings {
    /** Each once: two rules may find the same, such as that of a wait and that of a number. */
    private final Set<Diagnostic> fields = new LinkedHashSet<>();

    private final List<Diagnostic> graph = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();

    /** A field is wrong. */
    void schema(String message, String location) {
        error(Diagnostic.Code.SCHEMA_VALIDATION_FAILED, message, location);
    }

    void error(Diagnostic.Code code, String message, String location) {
        fields.add(new Diagnostic(Diagnostic.Severity.ERROR, code, message, location));
    }

    /** States do not lead to each other as they must. */
    void graph(Diagnostic.Code code, String message, @Nullable String location) {
        graph.add(new Diagnostic(Diagnostic.Severity.ERROR, code, message, location));
    }

    void warning(Diagnostic.Code code, String message, String location) {
        warnings.add(new Diagnostic(Diagnostic.Severity.WARNING, code, message, location));
    }

    /** How many fields were found wrong so far. */
    int size() {
        return fields.size();
    }

    boolean failed() {
        return !fields.isEmpty() || !graph.isEmpty();
    }

    Diagnostics diagnostics() {
        List<Diagnostic> all = new ArrayList<>(fields);
        all.addAll(graph);
        all.addAll(warnings);
        return new Diagnostics(all);
    }
}
