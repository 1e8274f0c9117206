package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.language.Catcher;
import dev.antiphon.states.language.QueryLanguage;
import dev.antiphon.states.language.Retrier;
import dev.antiphon.states.language.State;
import dev.antiphon.states.task.TaskOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a child execution for each item of an array, or batch of them: a distributed Map. */
final class MapRunStep extends Step {
    private static final int INPUT_BYTES = Payload.LARGEST;

    /** All inputs of a run, in characters: they are made, and sent to it, at once. */
    private static final int LARGEST_RUN = 16 * 1024 * 1024;

    private final State.Iteration state;
    private final State.Distributed distributed;
    private final int child;

    /**
     * @param child the number of the workflow of a child
     */
    MapRunStep(State.Iteration state, State.Distributed distributed, int child) {
        super(state, MapStep.EVENTS);
        this.state = state;
        this.distributed = distributed;
        this.child = child;
    }

    @Override
    List<Retrier> retriers() {
        return state.retriers();
    }

    @Override
    List<Catcher> catchers() {
        return state.catchers();
    }

    @Override
    EventType failed() {
        return EventType.MAP_STATE_FAILED;
    }

    boolean express() {
        return distributed.express();
    }

    int flow() {
        return child;
    }

    @Override
    void run(Run run, Strand strand) throws Failure {
        String unsuccessful = strand.mapRun;
        if (unsuccessful != null) {
            long nonce = run.nonce();
            int redrives = run.surroundings.redrive(strand, unsuccessful, nonce);
            run.add(strand, EventType.MAP_RUN_REDRIVEN, unsuccessful, Integer.toString(redrives));
            strand.phase = new Phase.MapRunning(nonce);
            return;
        }
        Evaluation evaluation = new Evaluation(run, strand, this);
        Payload input = evaluation.effective();
        Long most =
                Fields.integer(evaluation, strand, this, "MaxConcurrency", state.maxConcurrency());
        if (distributed.reader() != null) {
            unreadable(run, strand);
            return;
        }
        JsonNode items = MapStep.items(state, evaluation, strand, input).tree();
        run.add(strand, EventType.MAP_STATE_STARTED, Integer.toString(items.size()));
        double percentage = percentage(evaluation, strand);
        long count = count(evaluation, strand);
        List<String> inputs = batched(evaluation, strand, inputs(run, strand, input, items));
        long nonce = run.nonce();
        String arn =
                run.surroundings.order(
                        strand,
                        this,
                        nonce,
                        new Surroundings.Order(
                                distributed.label(),
                                most == null || most < 0 ? 0 : most,
                                percentage,
                                count,
                                inputs));
        run.add(strand, EventType.MAP_RUN_STARTED, arn);
        strand.mapRun = arn;
        strand.phase = new Phase.MapRunning(nonce);
    }

    /** There is nothing here yet that items could be read from. */
    private void unreadable(Run run, Strand strand) throws Failure {
        run.add(strand, EventType.MAP_STATE_STARTED, "0");
        throw Failure.of(
                "States.ItemReaderFailed", "This server has nothing that items are read from.");
    }

    /** Of each item, what ItemSelector makes of it. */
    List<String> inputs(Run run, Strand strand, Payload input, JsonNode items) throws Failure {
        List<String> inputs = new ArrayList<>();
        long total = 0;
        for (int index = 0; index < items.size(); index++) {
            JsonNode item = items.get(index);
            Payload selected =
                    MapStep.selected(run, strand, this, state.itemSelector(), input, index, item);
            String text = selected == null ? Json.write(item) : selected.text();
            total += text.length();
            if (total > LARGEST_RUN) {
                throw Failure.tooLarge(name);
            }
            inputs.add(text);
        }
        return inputs;
    }

    /** What ItemBatcher makes of inputs. */
    List<String> batched(Evaluation evaluation, Strand strand, List<String> inputs) throws Failure {
        Long most =
                Fields.integer(
                        evaluation,
                        strand,
                        this,
                        "MaxItemsPerBatch",
                        distributed.maxItemsPerBatch());
        Long bytes =
                Fields.integer(
                        evaluation,
                        strand,
                        this,
                        "MaxInputBytesPerBatch",
                        distributed.maxInputBytesPerBatch());
        if (most == null && bytes == null) {
            return inputs;
        }
        Expression common = distributed.batchInput();
        JsonNode batchInput =
                common == null ? null : evaluation.value(common, evaluation.effectiveScope());
        long largest = bytes == null ? INPUT_BYTES : Math.min(bytes, INPUT_BYTES);
        List<String> batches = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        long size = 0;
        for (String input : inputs) {
            boolean full = most != null && batch.size() >= most;
            if (!batch.isEmpty() && (full || size + input.length() + 1 > largest)) {
                batches.add(batch(batchInput, batch));
                batch.clear();
                size = 0;
            }
            batch.add(input);
            size += input.length() + 1;
        }
        if (!batch.isEmpty()) {
            batches.add(batch(batchInput, batch));
        }
        return batches;
    }

    private static String batch(@Nullable JsonNode batchInput, List<String> items) {
        ObjectNode batch = Json.object();
        if (batchInput != null) {
            batch.set("BatchInput", batchInput);
        }
        batch.set("Items", Json.read("[" + String.join(",", items) + "]"));
        return Json.write(batch);
    }

    long count(Evaluation evaluation, Strand strand) throws Failure {
        Long count =
                Fields.integer(
                        evaluation,
                        strand,
                        this,
                        "ToleratedFailureCount",
                        distributed.toleratedFailureCount());
        if (count != null && count < 0) {
            throw Failure.in(strand, Failure.RUNTIME, "ToleratedFailureCount cannot be negative.");
        }
        return count == null ? 0 : count;
    }

    double percentage(Evaluation evaluation, Strand strand) throws Failure {
        Expression expression = distributed.toleratedFailurePercentage();
        if (expression == null) {
            return 0;
        }
        JsonNode value = evaluation.value(expression, evaluation.scope());
        if (value.isTextual() && language == QueryLanguage.JSON_PATH) {
            value = Fields.number(value);
        }
        if (!value.isNumber()) {
            if (language == QueryLanguage.JSONATA) {
                throw Fields.unexpected(
                        strand, "ToleratedFailurePercentage", expression, "number", value);
            }
            throw Failure.in(
                    strand,
                    Failure.RUNTIME,
                    "The ToleratedFailurePercentagePath field refers to value \""
                            + (value.isTextual() ? value.textValue() : Json.write(value))
                            + "\" which is not a valid float: "
                            + expression);
        }
        double percentage = value.doubleValue();
        if (percentage < 0 || percentage > 100) {
            throw Failure.in(
                    strand,
                    Failure.RUNTIME,
                    "ToleratedFailurePercentage must be between 0 and 100.");
        }
        return percentage;
    }

    /** The Map Run has ended. */
    void ended(Run run, Strand strand, TaskOutcome outcome) throws Failure {
        long begun = strand.last;
        switch (outcome) {
            case TaskOutcome.Succeeded(String results) -> {
                strand.mapRun = null;
                run.add(strand, EventType.MAP_RUN_SUCCEEDED);
                run.history.add(EventType.MAP_STATE_SUCCEEDED, strand.last);
                if (strand.before != 0) {
                    strand.last = begun; // as AWS has it, but for the first state of a workflow
                }
                strand.phase = new Phase.Entered();
                Evaluation evaluation = new Evaluation(run, strand, this);
                run.leave(
                        strand,
                        this,
                        evaluation.left(Payload.ofText(results)),
                        next(state.transition()));
            }
            case TaskOutcome.Failed(String error, String cause) -> {
                Failure failure = Failure.of(error, cause);
                if (Failure.DATA_LIMIT.equals(error)) {
                    failure = Failure.tooLarge(name);
                    strand.mapRun = null; // all of its children are run again in a redrive
                }
                run.add(strand, EventType.MAP_RUN_FAILED, error, failure.text());
                throw failure;
            }
            case TaskOutcome.Submitted any -> {}
            case TaskOutcome.TimedOut any -> {}
        }
    }
}
