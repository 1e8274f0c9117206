package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.engine.Check;
import dev.antiphon.states.expression.Bulk;
import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.expression.Scope;
import dev.antiphon.states.language.QueryLanguage;
import dev.antiphon.states.language.State;
import org.jspecify.annotations.Nullable;

/** Runs an iteration for each item of an array, inline: as strands of the same execution. */
final class MapStep extends ChildrenStep {
    static final Events EVENTS =
            new Events(
                    EventType.MAP_STATE_ENTERED,
                    EventType.MAP_STATE_EXITED,
                    EventType.MAP_STATE_ABORTED);

    /**
     * How many iterations AWS runs at once at most.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html">Inline
     *     mode</a>
     */
    private static final int MOST_ABREAST = 40;

    private final State.Iteration state;
    private final int processor;

    /**
     * @param processor the number of the workflow of an iteration
     */
    MapStep(State.Iteration state, int processor) {
        super(state, EVENTS);
        this.state = state;
        this.processor = processor;
    }

    @Override
    void run(Run run, Strand strand) throws Failure {
        Evaluation evaluation = new Evaluation(run, strand, this);
        Payload input = evaluation.effective();
        Long most =
                Fields.integer(evaluation, strand, this, "MaxConcurrency", state.maxConcurrency());
        Payload items = items(state, evaluation, strand, input);
        int total = items.tree().size();
        run.add(strand, EventType.MAP_STATE_STARTED, Integer.toString(total));
        strand.items = items;
        strand.selected = state.itemSelector() == null ? null : input;
        int abreast =
                most == null || most <= 0 || most > MOST_ABREAST ? MOST_ABREAST : most.intValue();
        strand.phase = new Phase.Children(total, 0, 0, abreast);
        if (total == 0) {
            finish(run, strand);
        } else {
            startMore(run, strand, strand.last);
        }
    }

    /** What the state's iterations or children are about: an array. */
    static Payload items(State.Iteration state, Evaluation evaluation, Strand strand, Payload input)
            throws Failure {
        Expression expression = state.items();
        QueryLanguage language = state.language();
        Payload items = input;
        if (expression != null) {
            Scope scope =
                    language == QueryLanguage.JSONATA
                            ? evaluation.scope()
                            : evaluation.scope().withInput(input.tree());
            items = input.with(evaluation.value(expression, scope));
        }
        JsonNode value = items.tree();
        if (Bulk.exceeds(value)) {
            throw Failure.tooLarge(strand.state);
        }
        if (value.isArray()) {
            return items;
        }
        if (language == QueryLanguage.JSON_PATH) {
            throw Failure.in(
                    strand,
                    Failure.RUNTIME,
                    "Reference path \""
                            + (expression == null ? "$" : expression)
                            + "\" must point to array.");
        }
        if (expression != null) {
            throw Fields.unexpected(strand, "Items", expression, "array", value);
        }
        throw Failure.in(
                strand,
                Failure.EVALUATION,
                "Map state input must be an array but was: " + Json.write(value));
    }

    private void startMore(Run run, Strand strand, long previous) throws Failure {
        while (strand.phase instanceof Phase.Children now
                && now.started() < now.total()
                && now.started() - now.ended() < now.abreast()) {
            int index = now.started();
            strand.phase = new Phase.Children(now.total(), index + 1, now.ended(), now.abreast());
            start(run, strand, index, previous);
        }
    }

    private void start(Run run, Strand strand, int index, long previous) throws Failure {
        if (strand.items == null) {
            Surroundings.Items stored = run.surroundings.items(strand);
            strand.items = stored.items();
            strand.selected = stored.selected();
        }
        JsonNode item = Check.present(strand.items, "a Map state has items").tree().get(index);
        Payload about = Payload.of(item);
        Payload of = strand.selected;
        Payload input =
                of == null
                        ? null
                        : selected(run, strand, this, state.itemSelector(), of, index, item);
        Payload given = input == null ? about : input;
        if (Bulk.exceeds(given.tree())) {
            throw Failure.tooLarge(name);
        }
        Strand iteration =
                run.strands.add(
                        strand, index, processor, run.program.flow(processor).startAt(), given);
        iteration.item = about;
        iteration.last =
                run.history.add(
                        EventType.MAP_ITERATION_STARTED, previous, name, Integer.toString(index));
        run.enqueue(iteration);
    }

    /** What ItemSelector makes of an item, or null where there is none. */
    static @Nullable Payload selected(
            Run run,
            Strand strand,
            Step step,
            @Nullable Expression selector,
            Payload of,
            int index,
            JsonNode item)
            throws Failure {
        if (selector == null) {
            return null;
        }
        Evaluation evaluation = new Evaluation(run, strand, step);
        Scope scope =
                new Scope(
                        of.tree(),
                        null,
                        null,
                        () -> {
                            ObjectNode context = (ObjectNode) run.context(strand, null);
                            Identity.addItem(context, index, item);
                            return context;
                        },
                        strand.variables(),
                        run.random(),
                        run.now());
        return Payload.of(evaluation.value(selector, scope));
    }

    @Override
    void followed(Run run, Strand strand, Strand child) throws Failure {
        strand.last =
                run.history.add(
                        EventType.MAP_ITERATION_SUCCEEDED,
                        child.last,
                        name,
                        Integer.toString(child.index));
        startMore(run, strand, child.last);
    }

    @Override
    void childFailed(Run run, Strand strand, Strand child) {
        run.history.add(
                EventType.MAP_ITERATION_FAILED, child.last, name, Integer.toString(child.index));
        strand.last = child.last;
    }

    @Override
    EventType succeeded() {
        return EventType.MAP_STATE_SUCCEEDED;
    }

    @Override
    EventType failed() {
        return EventType.MAP_STATE_FAILED;
    }
}
