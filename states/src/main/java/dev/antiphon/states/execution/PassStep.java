package dev.antiphon.states.execution;

import dev.antiphon.states.language.DataFlow;
import dev.antiphon.states.language.State;

/** Hands on its input, or a result that the definition gives. */
final class PassStep extends Step {
    private static final Events EVENTS =
            new Events(EventType.PASS_STATE_ENTERED, EventType.PASS_STATE_EXITED, null);

    private final State.Pass state;

    PassStep(State.Pass state) {
        super(state, EVENTS);
        this.state = state;
    }

    @Override
    void run(Run run, Strand strand) throws Failure {
        Evaluation evaluation = new Evaluation(run, strand, this);
        run.leave(strand, this, left(evaluation), next(state.transition()));
    }

    private Evaluation.Left left(Evaluation evaluation) throws Failure {
        return switch (flow) {
            case DataFlow.Expressions any -> evaluation.passed();
            case DataFlow.Paths any ->
                    state.result() == null
                            ? evaluation.left(evaluation.effective())
                            : evaluation.worked(
                                    Payload.of(
                                            evaluation.value(state.result(), evaluation.scope())));
        };
    }
}
