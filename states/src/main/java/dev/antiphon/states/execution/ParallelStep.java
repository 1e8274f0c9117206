package dev.antiphon.states.execution;

import dev.antiphon.states.language.State;
import java.util.List;

/** Runs its branches, all with the same input. */
final class ParallelStep extends ChildrenStep {
    private static final Events EVENTS =
            new Events(
                    EventType.PARALLEL_STATE_ENTERED,
                    EventType.PARALLEL_STATE_EXITED,
                    EventType.PARALLEL_STATE_ABORTED);

    private final List<Integer> branches;

    /**
     * @param branches the numbers of their workflows
     */
    ParallelStep(State.Parallel state, List<Integer> branches) {
        super(state, EVENTS);
        this.branches = branches;
    }

    @Override
    void run(Run run, Strand strand) throws Failure {
        Payload input = new Evaluation(run, strand, this).effective();
        if (input.tooLarge()) {
            throw Failure.tooLarge(name);
        }
        run.add(strand, EventType.PARALLEL_STATE_STARTED);
        int total = branches.size();
        strand.phase = new Phase.Children(total, total, 0, total);
        for (int index = 0; index < total; index++) {
            int flow = branches.get(index);
            Strand branch =
                    run.strands.add(strand, index, flow, run.program.flow(flow).startAt(), input);
            branch.last = strand.last;
            run.enqueue(branch);
        }
    }

    @Override
    void followed(Run run, Strand strand, Strand child) {
        strand.last = child.last;
    }

    @Override
    void childFailed(Run run, Strand strand, Strand child) {
        strand.last = child.last;
    }

    @Override
    EventType succeeded() {
        return EventType.PARALLEL_STATE_SUCCEEDED;
    }

    @Override
    EventType failed() {
        return EventType.PARALLEL_STATE_FAILED;
    }
}
