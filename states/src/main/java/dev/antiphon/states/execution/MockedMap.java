package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.language.QueryLanguage;
import dev.antiphon.states.language.State;
import dev.antiphon.states.machine.StatesErrors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Map state that evaluates all that it has, and whose iterations are only said to have run. */
final class MockedMap {
    private static final String THRESHOLD = "States.ExceedToleratedFailureThreshold";

    private final Run run;
    private final Strand strand;
    private final State.Iteration state;
    private final TestedState tested;
    private final Step step;
    private final Evaluation evaluation;
    private final Inspection inspection;

    MockedMap(
            Run run,
            Strand strand,
            Step step,
            State.Iteration state,
            TestedState tested,
            Inspection inspection) {
        this.run = run;
        this.strand = strand;
        this.state = state;
        this.tested = tested;
        this.inspection = inspection;
        this.step = step;
        this.evaluation = new Evaluation(run, strand, step);
    }

    /**
     * Why the state fails whatever the mock says: more iterations have failed than may. Null where
     * that is not so.
     */
    @Nullable Failure failure() throws Failure {
        Payload input = Payload.of(evaluation.effectiveScope().input());
        Inspection.Bounds bounds = bounds();
        inspection.bounded(bounds);
        Payload items = items(input);
        int total = items == null ? 0 : items.tree().size();
        if (items != null) {
            inspect(input, items.tree());
        } else if (tested.mock() instanceof Mock.Result(Payload result)) {
            total = result.tree().size();
        }
        Integer failed = tested.failedIterations();
        if (failed == null) {
            return null;
        }
        if (failed > total) {
            throw StatesErrors.validation(
                    "Map iteration failure count must be less than or equal to the number of Map"
                            + " iterations");
        }
        return exceeds(bounds, failed, total)
                ? Failure.of(THRESHOLD, "The specified tolerated failure threshold was exceeded")
                : null;
    }

    /** Where neither a count nor a percentage is tolerated, no failure is. */
    private static boolean exceeds(Inspection.Bounds bounds, int failed, int total) {
        Integer count = bounds.toleratedCount();
        Float percentage = bounds.toleratedPercentage();
        if (count == null && percentage == null) {
            return failed > 0;
        }
        return (count != null && failed > count)
                || (percentage != null && failed * 100.0 > percentage * total);
    }

    private Inspection.Bounds bounds() throws Failure {
        Long concurrency =
                Fields.integer(evaluation, strand, step, "MaxConcurrency", state.maxConcurrency());
        Integer count = null;
        Float percentage = null;
        State.Distributed distributed = state.distributed();
        if (distributed != null && step instanceof MapRunStep mapRun) {
            if (distributed.toleratedFailureCount() != null) {
                count = (int) mapRun.count(evaluation, strand);
            }
            if (distributed.toleratedFailurePercentage() != null) {
                percentage = (float) mapRun.percentage(evaluation, strand);
            }
        }
        return new Inspection.Bounds(
                concurrency == null ? 0 : concurrency.intValue(), count, percentage);
    }

    /** Null where they are only known to an ItemReader. */
    private @Nullable Payload items(Payload input) throws Failure {
        State.Distributed distributed = state.distributed();
        State.ItemReader reader = distributed == null ? null : distributed.reader();
        if (reader != null) {
            String data = tested.itemReaderData();
            return data == null ? null : read(reader, data);
        }
        Payload items = MapStep.items(state, evaluation, strand, input);
        if (step.language == QueryLanguage.JSON_PATH) {
            inspection.saw(Inspection.Stage.AFTER_ITEMS_PATH, items);
        }
        return items;
    }

    private Payload read(State.ItemReader reader, String data) throws Failure {
        Expression configured = reader.configuration();
        JsonNode configuration =
                configured == null
                        ? Json.object()
                        : evaluation.value(configured, evaluation.effectiveScope());
        ItemReaderData read = ItemReaderData.of(reader.resource(), configuration);
        JsonNode pointed = read.pointed(data);
        ArrayNode items = pointed == null ? null : read.items(pointed);
        if (items == null) {
            throw Failure.in(
                    strand,
                    "States.ItemReaderFailed",
                    "The data of the ItemReader could not be read as " + read.describe() + ".");
        }
        if (read.pointer() != null && pointed != null) {
            inspection.saw(Inspection.Stage.AFTER_ITEMS_POINTER, Payload.of(pointed));
        }
        return Payload.of(items);
    }

    private void inspect(Payload input, JsonNode items) throws Failure {
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            Payload selected =
                    MapStep.selected(run, strand, step, state.itemSelector(), input, i, item);
            inputs.add(selected == null ? Json.write(item) : selected.text());
        }
        if (state.itemSelector() != null) {
            inspection.saw(Inspection.Stage.AFTER_ITEM_SELECTOR, array(inputs));
        }
        State.Distributed distributed = state.distributed();
        if (step instanceof MapRunStep mapRun
                && distributed != null
                && (distributed.maxItemsPerBatch() != null
                        || distributed.maxInputBytesPerBatch() != null)) {
            inspection.saw(
                    Inspection.Stage.AFTER_ITEM_BATCHER,
                    array(mapRun.batched(evaluation, strand, inputs)));
        }
    }

    private static Payload array(List<String> elements) {
        return Payload.ofText("[" + String.join(",", elements) + "]");
    }
}
