package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.expression.Condition;
import dev.antiphon.states.expression.EvaluationFailure;
import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.expression.Scope;
import dev.antiphon.states.language.Catcher;
import dev.antiphon.states.language.DataFlow;
import org.jspecify.annotations.Nullable;

/**
 * What the expressions of a state come to in one run of it: its effective input, its output, the
 * variables that it assigns. Output and variables see the variables as they were before.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html">the
 *     order with JSONPath</a>
 */
final class Evaluation {
    private final Run run;
    private final Strand strand;
    private final Step step;
    private final @Nullable String token;
    private final @Nullable Inspection inspection;
    private @Nullable Scope scope;

    Evaluation(Run run, Strand strand, Step step) {
        this(run, strand, step, null);
    }

    /**
     * @param token the task token that the context object has
     */
    Evaluation(Run run, Strand strand, Step step, @Nullable String token) {
        this.run = run;
        this.strand = strand;
        this.step = step;
        this.token = token;
        this.inspection = run.inspection;
    }

    /** What the state hands on when it is left. */
    record Left(Payload output, @Nullable ObjectNode assigned) {}

    private Payload saw(Inspection.Stage stage, Payload payload) {
        if (inspection != null) {
            inspection.saw(stage, payload);
        }
        return payload;
    }

    /** The raw input, the variables, and nothing else. */
    Scope scope() {
        Scope made = scope;
        if (made == null) {
            made =
                    new Scope(
                            strand.input.tree(),
                            null,
                            null,
                            () -> run.context(strand, token),
                            strand.variables(),
                            run.random(),
                            run.now());
            scope = made;
        }
        return made;
    }

    JsonNode value(Expression expression, Scope of) throws Failure {
        try {
            return expression.evaluate(of);
        } catch (EvaluationFailure e) {
            throw Failure.in(strand, e);
        }
    }

    boolean holds(Condition condition, Scope of) throws Failure {
        try {
            return condition.holds(of);
        } catch (EvaluationFailure e) {
            throw Failure.in(strand, e);
        }
    }

    /** What paths of the state's own fields refer to: with JSONPath, the input at InputPath. */
    Scope effectiveScope() throws Failure {
        return switch (step.flow) {
            case DataFlow.Paths paths -> scope().withInput(atInputPath(paths).tree());
            case DataFlow.Expressions any -> scope();
        };
    }

    /** What InputPath and Parameters, or Arguments, make of the input. */
    Payload effective() throws Failure {
        return switch (step.flow) {
            case DataFlow.Paths paths -> {
                Payload at = atInputPath(paths);
                yield saw(
                        Inspection.Stage.AFTER_PARAMETERS,
                        paths.parameters() == null
                                ? at
                                : Payload.of(
                                        value(paths.parameters(), scope().withInput(at.tree()))));
            }
            case DataFlow.Expressions expressions ->
                    saw(
                            Inspection.Stage.AFTER_ARGUMENTS,
                            expressions.arguments() == null
                                    ? strand.input
                                    : Payload.of(value(expressions.arguments(), scope())));
        };
    }

    private Payload atInputPath(DataFlow.Paths paths) throws Failure {
        return saw(
                Inspection.Stage.AFTER_INPUT_PATH,
                paths.inputPath() == null
                        ? strand.input
                        : strand.input.with(value(paths.inputPath(), scope())));
    }

    /** What is left of a state that had no work to do: it passes on its effective input. */
    Left passed() throws Failure {
        return switch (step.flow) {
            case DataFlow.Paths paths -> passedBy(paths, paths.assign());
            case DataFlow.Expressions expressions ->
                    expressed(expressions.output(), expressions.assign(), scope(), strand.input);
        };
    }

    /** The same without what the state assigns: a rule of a Choice state has its own. */
    Left passedBy(DataFlow.Paths paths, @Nullable Expression assign) throws Failure {
        Payload at = atInputPath(paths);
        return new Left(atOutputPath(paths, at), assigned(assign, at));
    }

    private Payload atOutputPath(DataFlow.Paths paths, Payload payload) throws Failure {
        return paths.outputPath() == null
                ? payload
                : payload.with(value(paths.outputPath(), scope().withInput(payload.tree())));
    }

    /** What is left of a state whose work has a result of its own. */
    Left worked(Payload result) throws Failure {
        return left(saw(Inspection.Stage.RESULT, result));
    }

    /** What is left of a state, with this as its result. */
    Left left(Payload result) throws Failure {
        return switch (step.flow) {
            case DataFlow.Paths paths -> {
                Payload selected =
                        saw(
                                Inspection.Stage.AFTER_RESULT_SELECTOR,
                                paths.resultSelector() == null
                                        ? result
                                        : Payload.of(
                                                value(
                                                        paths.resultSelector(),
                                                        scope().withInput(result.tree()))));
                Payload placed = saw(Inspection.Stage.AFTER_RESULT_PATH, placed(paths, selected));
                yield new Left(atOutputPath(paths, placed), assigned(paths.assign(), result));
            }
            case DataFlow.Expressions expressions ->
                    expressions.output() == null && expressions.assign() == null
                            ? new Left(result, null)
                            : expressed(
                                    expressions.output(),
                                    expressions.assign(),
                                    scope().withResult(result.tree()),
                                    result);
        };
    }

    private Payload placed(DataFlow.Paths paths, Payload result) throws Failure {
        if (paths.discardResult()) {
            return strand.input;
        }
        if (paths.resultPath() == null) {
            return result;
        }
        try {
            return Payload.of(paths.resultPath().put(strand.input.tree(), result.tree()));
        } catch (EvaluationFailure e) {
            throw Failure.in(strand, e);
        }
    }

    private @Nullable ObjectNode assigned(@Nullable Expression assign, Payload of) throws Failure {
        return assign == null ? null : object(value(assign, scope().withInput(of.tree())));
    }

    /** With JSONata: by an output and an assignment of its own. */
    Left expressed(
            @Nullable Expression output, @Nullable Expression assign, Scope of, Payload otherwise)
            throws Failure {
        ObjectNode assigned = assign == null ? null : object(value(assign, of));
        return new Left(output == null ? otherwise : otherwise.with(value(output, of)), assigned);
    }

    private static @Nullable ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : null;
    }

    /** What is left of a state that has failed, and goes on behind a catcher. */
    Left caught(Catcher catcher, Failure failure) throws Failure {
        ObjectNode error = Json.object();
        error.put("Error", failure.error() == null ? "" : failure.error());
        error.put("Cause", failure.text() == null ? "" : failure.text());
        Payload output = Payload.of(error);
        return switch (step.flow) {
            case DataFlow.Paths any -> {
                ObjectNode assigned = assigned(catcher.assign(), output);
                if (catcher.discardResult()) {
                    yield new Left(strand.input, assigned);
                }
                if (catcher.resultPath() == null) {
                    yield new Left(output, assigned);
                }
                try {
                    yield new Left(
                            Payload.of(catcher.resultPath().put(strand.input.tree(), error)),
                            assigned);
                } catch (EvaluationFailure e) {
                    throw Failure.in(strand, e);
                }
            }
            case DataFlow.Expressions any ->
                    expressed(
                            catcher.output(),
                            catcher.assign(),
                            scope().withErrorOutput(error),
                            output);
        };
    }
}
