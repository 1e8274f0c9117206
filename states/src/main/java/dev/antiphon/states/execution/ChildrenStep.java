package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.antiphon.states.language.Catcher;
import dev.antiphon.states.language.Retrier;
import dev.antiphon.states.language.State;
import java.util.List;
import java.util.SequencedMap;

/**
 * A state that runs strands of its own, and whose result is the array of theirs: Parallel with a
 * strand for each branch, inline Map with one for each iteration.
 */
abstract sealed class ChildrenStep extends Step permits ParallelStep, MapStep {
    /**
     * Of all results together, in characters: more than a state may hand on, for ResultSelector may
     * leave out most of it, but not more than is good for the node.
     */
    private static final int MOST_TEXT = 16 * Payload.LARGEST;

    private final State.Retried state;

    ChildrenStep(State.Retried state, Events events) {
        super(state, events);
        this.state = state;
    }

    @Override
    List<Retrier> retriers() {
        return state.retriers();
    }

    @Override
    List<Catcher> catchers() {
        return state.catchers();
    }

    /** One of its strands has ended well. */
    final void ended(Run run, Strand strand, Strand child, Payload output) throws Failure {
        if (!(strand.phase instanceof Phase.Children children)) {
            return; // it has failed meanwhile
        }
        strand.results.put(child.index, output);
        Phase.Children now =
                new Phase.Children(
                        children.total(),
                        children.started(),
                        children.ended() + 1,
                        children.abreast());
        strand.phase = now;
        followed(run, strand, child);
        if (now.ended() == now.total()) {
            finish(run, strand);
        }
    }

    /** Tells that a strand has ended well, and begins another if there are more. */
    abstract void followed(Run run, Strand strand, Strand child) throws Failure;

    /** Tells that a strand has failed. */
    abstract void childFailed(Run run, Strand strand, Strand child);

    /** What the history says when all strands have ended well. */
    abstract EventType succeeded();

    final void finish(Run run, Strand strand) throws Failure {
        run.history.add(succeeded(), strand.last);
        Payload result = result(run, strand);
        run.surroundings.forget(strand);
        strand.results.clear();
        strand.phase = new Phase.Entered();
        Evaluation evaluation = new Evaluation(run, strand, this);
        run.leave(strand, this, evaluation.left(result), next(state.transition()));
    }

    /** What its strands came to, in their order; no more is read than one result may have. */
    private Payload result(Run run, Strand strand) throws Failure {
        SequencedMap<Integer, Payload> all = strand.results;
        if (strand.childrenStored) {
            all = run.surroundings.results(strand, MOST_TEXT);
            all.putAll(strand.results);
        }
        ArrayNode array = Json.NODES.arrayNode(all.size());
        long text = 0;
        for (Payload each : all.values()) {
            text += each.text().length();
            if (text > MOST_TEXT) {
                throw Failure.tooLarge(name);
            }
            array.add(each.tree());
        }
        return Payload.of(array);
    }
}
