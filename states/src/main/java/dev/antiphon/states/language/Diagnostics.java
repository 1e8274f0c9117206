package dev.antiphon.states.language;

import java.util.List;
import java.util.stream.Collectors;

/** What was found in a definition: errors in the order of the text, then warnings. */
public record Diagnostics(List<Diagnostic> all) {
    public Diagnostics {
        all = List.copyOf(all);
    }

    public List<Diagnostic> errors() {
        return all.stream().filter(found -> found.severity() == Diagnostic.Severity.ERROR).toList();
    }

    /** The message of the error {@code InvalidDefinition}: it names every error. */
    public String refusal() {
        return errors().stream()
                .map(Diagnostic::text)
                .collect(Collectors.joining(", ", "Invalid State Machine Definition: '", "'"));
    }
}
