package dev.antiphon.states.execution;

import dev.antiphon.states.language.State;

/** Ends its strand. */
final class SucceedStep extends Step {
    private static final Events EVENTS =
            new Events(EventType.SUCCEED_STATE_ENTERED, EventType.SUCCEED_STATE_EXITED, null);

    SucceedStep(State.Succeed state) {
        super(state, EVENTS);
    }

    @Override
    void run(Run run, Strand strand) throws Failure {
        run.leave(strand, this, new Evaluation(run, strand, this).passed(), null);
    }
}
