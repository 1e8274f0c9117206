package dev.antiphon.states.execution;

import dev.antiphon.states.language.Catcher;
import java.util.List;

/**
 * How a failure goes up from a state to the states around it, until one of them tries again or goes
 * on elsewhere, or the execution fails.
 *
 * <p>On the way up branches and iterations are halted, and nothing of them is thrown away. Only a
 * state that has an answer to the failure forgets what was inside of it; if none has, the execution
 * ends with all strands as they are, and can be redriven from there.
 */
final class Unwinding {
    private final Run run;

    Unwinding(Run run) {
        this.run = run;
    }

    void fail(Strand strand, Step step, Failure failure) {
        boolean parted = strand.phase instanceof Phase.Children;
        strand.changed = true;
        if (run.inspection != null) {
            run.inspection.failed(failure);
        }
        if (parted) {
            abort(strand);
        }
        if (failure.ofQuery()) {
            evaluationFailed(strand, step, failure);
        }
        if (Retries.again(run, strand, step, failure)) {
            forget(strand, parted);
            return;
        }
        EventType failed = step.failed();
        if (failed != null && !(failure.terminal() && !failure.ofChild())) {
            run.add(strand, failed);
        }
        for (Catcher catcher : step.catchers()) {
            if (catcher.errorEquals().stream().anyMatch(failure::answersTo)) {
                forget(strand, parted);
                strand.phase = new Phase.Entered();
                goOn(strand, step, catcher, failure);
                return;
            }
        }
        failStrand(strand, failure);
    }

    private void goOn(Strand strand, Step step, Catcher catcher, Failure failure) {
        try {
            Evaluation.Left left = new Evaluation(run, strand, step).caught(catcher, failure);
            run.leave(strand, step, left, catcher.next());
        } catch (Failure again) {
            if (again.ofQuery()) {
                evaluationFailed(strand, step, again);
            }
            failStrand(strand, again);
        }
    }

    /** An event that tells of the state as a whole: it follows what was before it was entered. */
    private void evaluationFailed(Strand strand, Step step, Failure failure) {
        if (strand.last == strand.entered) {
            strand.last = strand.before;
        }
        run.add(
                strand,
                EventType.EVALUATION_FAILED,
                step.name,
                failure.error(),
                failure.text(),
                failure.location());
    }

    private void failStrand(Strand strand, Failure failure) {
        strand.ended = true;
        strand.halted = true;
        Strand parent = strand.parent;
        if (parent == null) {
            run.close(
                    new Run.Ending(Status.FAILED, null, failure.error(), failure.text()),
                    strand.last);
            return;
        }
        ChildrenStep step = (ChildrenStep) run.program.step(parent);
        step.childFailed(run, parent, strand);
        fail(parent, step, failure.asOfChild());
    }

    /** Ends all branches or iterations of a strand's state that are still there. */
    private void abort(Strand strand) {
        List<Strand> within = run.strands.within(strand);
        for (int i = within.size() - 1; i >= 0; i--) {
            Strand each = within.get(i);
            Step step = run.program.step(each);
            EventType aborted = step.events.aborted();
            if (aborted != null && !(each.phase instanceof Phase.Ready)) {
                run.add(each, aborted);
            }
            if (each.parent != null && run.program.step(each.parent) instanceof MapStep map) {
                run.add(
                        each,
                        EventType.MAP_ITERATION_ABORTED,
                        map.name,
                        String.valueOf(each.index));
            }
            run.halt(each);
        }
    }

    /** Nobody comes back to what was inside of the strand's state. */
    private void forget(Strand strand, boolean parted) {
        strand.mapRun = null;
        if (!parted) {
            return;
        }
        strand.items = null;
        strand.selected = null;
        strand.results.clear();
        run.surroundings.forget(strand);
        for (Strand each : run.strands.met()) {
            if (each.halted && each.within(strand)) {
                each.halted = false;
            }
        }
    }
}
