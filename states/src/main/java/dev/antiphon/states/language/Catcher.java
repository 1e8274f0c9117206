package dev.antiphon.states.language;

import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.expression.ReferencePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where it goes on after an error.
 *
 * @param resultPath with JSONPath: where the error output is put into the input; null for all of it
 * @param discardResult whether the definition says {@code "ResultPath": null}
 * @param output with JSONata: what the next state is given; null for the error output
 * @param assign what is assigned to variables, or null
 */
public record Catcher(
        List<String> errorEquals,
        String next,
        @Nullable ReferencePath resultPath,
        boolean discardResult,
        @Nullable Expression output,
        @Nullable Expression assign) {}
