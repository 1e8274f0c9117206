package dev.antiphon.states.language;

import dev.antiphon.states.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state of a workflow. Numbers and texts that a definition may give as a constant, a path or a
 * JSONata expression are {@link Expression}s, which give the constant where it is one.
 */
public sealed interface State {
    String name();

    QueryLanguage language();

    DataFlow flow();

    /** Those that can fail and be tried again, or be gone on from. */
    sealed interface Retried extends State {
        List<Retrier> retriers();

        List<Catcher> catchers();

        Transition transition();
    }

    /**
     * @param result with JSONPath: the constant result, or null for the effective input
     */
    record Pass(
            String name,
            QueryLanguage language,
            DataFlow flow,
            @Nullable Expression result,
            Transition transition)
            implements State {}

    /**
     * @param rules the first that holds is taken
     * @param otherwise the Default, or null where there is none: then the state fails with {@code
     *     States.NoChoiceMatched}
     */
    record Choice(
            String name,
            QueryLanguage language,
            DataFlow flow,
            List<ChoiceRule> rules,
            @Nullable String otherwise)
            implements State {}

    record Wait(
            String name, QueryLanguage language, DataFlow flow, Until until, Transition transition)
            implements State {}

    /** How long a Wait state waits. */
    sealed interface Until {
        /** Seconds, as a number. */
        record Seconds(Expression seconds) implements Until {}

        /** A point in time, as a text. */
        record Timestamp(Expression timestamp) implements Until {}
    }

    record Succeed(String name, QueryLanguage language, DataFlow flow) implements State {}

    /** Error and cause are texts, or null where the definition has none. */
    record Fail(
            String name,
            QueryLanguage language,
            DataFlow flow,
            @Nullable Expression error,
            @Nullable Expression cause)
            implements State {}

    /**
     * @param resource as in the definition: the ARN of an activity or a function, or {@code
     *     arn:aws:states:::service:action}
     * @param timeoutSeconds or null for none
     * @param heartbeatSeconds or null for none
     * @param credentials an object with {@code RoleArn}, or null
     */
    record Task(
            String name,
            QueryLanguage language,
            DataFlow flow,
            String resource,
            @Nullable Expression timeoutSeconds,
            @Nullable Expression heartbeatSeconds,
            @Nullable Expression credentials,
            List<Retrier> retriers,
            List<Catcher> catchers,
            Transition transition)
            implements Retried {}

    record Parallel(
            String name,
            QueryLanguage language,
            DataFlow flow,
            List<Workflow> branches,
            List<Retrier> retriers,
            List<Catcher> catchers,
            Transition transition)
            implements Retried {}

    /**
     * A Map state.
     *
     * @param items with JSONPath: ItemsPath on the effective input, or null for all of it; with
     *     JSONata: Items, or null for the input
     * @param itemSelector the input of an iteration, or null for the item; with JSONPath the older
     *     {@code Parameters} of a Map state is this, and {@code flow.parameters} null
     * @param maxConcurrency null or 0: as many as there are
     * @param distributed what a distributed one has besides, or null for an inline one
     */
    record Iteration(
            String name,
            QueryLanguage language,
            DataFlow flow,
            @Nullable Expression items,
            @Nullable Expression itemSelector,
            Workflow processor,
            @Nullable Expression maxConcurrency,
            @Nullable Distributed distributed,
            List<Retrier> retriers,
            List<Catcher> catchers,
            Transition transition)
            implements Retried {}

    /**
     * What a Map state in DISTRIBUTED mode has besides. Reader and writer are as the definition has
     * them, each an object or null.
     *
     * @param express whether its child executions are Express
     * @param label a prefix of the names of its Map Runs, or null
     * @param batchInput ItemBatcher's {@code BatchInput}
     */
    record Distributed(
            boolean express,
            @Nullable String label,
            @Nullable ItemReader reader,
            @Nullable ResultWriter writer,
            @Nullable Expression maxItemsPerBatch,
            @Nullable Expression maxInputBytesPerBatch,
            @Nullable Expression batchInput,
            @Nullable Expression toleratedFailureCount,
            @Nullable Expression toleratedFailurePercentage) {}

    /**
     * @param configuration {@code ReaderConfig} evaluated as a template, or null
     */
    record ItemReader(
            String resource, @Nullable Expression arguments, @Nullable Expression configuration) {}

    /**
     * @param configuration {@code WriterConfig} evaluated as a template, or null
     */
    record ResultWriter(
            @Nullable String resource,
            @Nullable Expression arguments,
            @Nullable Expression configuration) {}
}
