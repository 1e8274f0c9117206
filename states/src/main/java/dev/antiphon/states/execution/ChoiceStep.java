package dev.antiphon.states.execution;

import dev.antiphon.states.expression.Scope;
import dev.antiphon.states.language.ChoiceRule;
import dev.antiphon.states.language.DataFlow;
import dev.antiphon.states.language.State;

/** Goes on where the first rule that holds says. */
final class ChoiceStep extends Step {
    private static final Events EVENTS =
            new Events(EventType.CHOICE_STATE_ENTERED, EventType.CHOICE_STATE_EXITED, null);

    private final State.Choice state;

    ChoiceStep(State.Choice state) {
        super(state, EVENTS);
        this.state = state;
    }

    @Override
    void run(Run run, Strand strand) throws Failure {
        Evaluation evaluation = new Evaluation(run, strand, this);
        Scope scope = evaluation.effectiveScope();
        for (ChoiceRule rule : state.rules()) {
            if (evaluation.holds(rule.condition(), scope)) {
                run.leave(strand, this, left(evaluation, strand, rule, scope), rule.next());
                return;
            }
        }
        if (state.otherwise() == null) {
            throw Failure.in(
                    strand,
                    "States.NoChoiceMatched",
                    "Failed to transition out of the state. The state's choices did not match and"
                            + " it has no default.");
        }
        run.leave(strand, this, evaluation.passed(), state.otherwise());
    }

    private Evaluation.Left left(Evaluation evaluation, Strand strand, ChoiceRule rule, Scope scope)
            throws Failure {
        return switch (flow) {
            case DataFlow.Paths paths -> evaluation.passedBy(paths, rule.assign());
            case DataFlow.Expressions expressions ->
                    evaluation.expressed(
                            rule.output() == null ? expressions.output() : rule.output(),
                            rule.assign(),
                            scope,
                            strand.input);
        };
    }
}
