package dev.antiphon.states.language;

import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.expression.ReferencePath;
import org.jspecify.annotations.Nullable;

/**
 * How the input of a state becomes what it works on, and how that becomes its output. Fields that
 * are not given in the definition are null, and so are those that a type of state does not have.
 */
public sealed interface DataFlow {
    /** What is assigned to variables when the state succeeds: an object by name, or null. */
    @Nullable Expression assign();

    /**
     * With JSONPath. The order is: InputPath, Parameters (of a Map: ItemsPath), the state's work,
     * ResultSelector, ResultPath (into the raw input), OutputPath.
     *
     * @param inputPath null where it is {@code $}; one that gives an empty object where the
     *     definition says null
     * @param resultPath null where it is {@code $}
     * @param discardResult whether the definition says {@code "ResultPath": null}
     * @param outputPath as {@code inputPath}
     */
    record Paths(
            @Nullable Expression inputPath,
            @Nullable Expression parameters,
            @Nullable Expression resultSelector,
            @Nullable ReferencePath resultPath,
            boolean discardResult,
            @Nullable Expression outputPath,
            @Nullable Expression assign)
            implements DataFlow {}

    /**
     * With JSONata. Output and Assign are evaluated on the same snapshot.
     *
     * @param output null for the result (of Pass, Wait, Choice, Succeed: the input)
     */
    record Expressions(
            @Nullable Expression arguments,
            @Nullable Expression output,
            @Nullable Expression assign)
            implements DataFlow {}
}
