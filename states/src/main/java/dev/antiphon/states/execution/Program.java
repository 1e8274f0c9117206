package dev.antiphon.states.execution;

import dev.antiphon.engine.Check;
import dev.antiphon.states.language.Definition;
import dev.antiphon.states.language.State;
import dev.antiphon.states.language.Workflow;
import dev.antiphon.states.task.TaskKinds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A definition, ready to be run: its workflows (the root, the branches, what iterations run) are
 * numbered in the order of the definition, so that rows can name them.
 */
final class Program {
    /** The number of the root workflow. */
    static final int ROOT = 0;

    /**
     * @param steps by the names of their states
     */
    record Flow(String startAt, Map<String, Step> steps) {}

    private final @Nullable Pinned pinned;
    private final String hash;
    private final @Nullable Long timeoutSeconds;
    private final List<@Nullable Flow> flows = new ArrayList<>();

    private Program(@Nullable Pinned pinned, String hash, @Nullable Long timeoutSeconds) {
        this.pinned = pinned;
        this.hash = hash;
        this.timeoutSeconds = timeoutSeconds;
    }

    /**
     * @param pinned what it was read from
     * @param hash of that
     */
    static Program of(Definition definition, Pinned pinned, String hash, TaskKinds kinds) {
        Program program = new Program(pinned, hash, definition.timeoutSeconds());
        program.add(definition.workflow(), kinds);
        return program;
    }

    /** One that is run at once and never again, and of which nothing is kept. */
    static Program of(Definition definition, TaskKinds kinds) {
        Program program = new Program(null, "", definition.timeoutSeconds());
        program.add(definition.workflow(), kinds);
        return program;
    }

    private int add(Workflow workflow, TaskKinds kinds) {
        int number = flows.size();
        flows.add(null); // those inside come behind it
        Map<String, Step> steps = new HashMap<>();
        workflow.states().forEach((name, state) -> steps.put(name, step(state, kinds)));
        flows.set(number, new Flow(workflow.startAt(), steps));
        return number;
    }

    private Step step(State state, TaskKinds kinds) {
        return switch (state) {
            case State.Pass pass -> new PassStep(pass);
            case State.Choice choice -> new ChoiceStep(choice);
            case State.Wait wait -> new WaitStep(wait);
            case State.Succeed succeed -> new SucceedStep(succeed);
            case State.Fail fail -> new FailStep(fail);
            case State.Task task ->
                    new TaskStep(
                            task,
                            Activities.names(task.resource())
                                    ? null
                                    : kinds.resolve(task.resource()));
            case State.Parallel parallel -> {
                List<Integer> branches = new ArrayList<>();
                parallel.branches().forEach(branch -> branches.add(add(branch, kinds)));
                yield new ParallelStep(parallel, branches);
            }
            case State.Iteration map -> {
                int flow = add(map.processor(), kinds);
                State.Distributed distributed = map.distributed();
                yield distributed == null
                        ? new MapStep(map, flow)
                        : new MapRunStep(map, distributed, flow);
            }
        };
    }

    Pinned pinned() {
        return Check.present(pinned, "an execution's program was kept");
    }

    String hash() {
        return hash;
    }

    @Nullable Long timeoutSeconds() {
        return timeoutSeconds;
    }

    Flow flow(int number) {
        return Check.present(flows.get(number), "every workflow was read");
    }

    /** The state that a strand is at. */
    Step step(Strand strand) {
        return Check.present(
                flow(strand.flow).steps().get(strand.state), "a definition has its states");
    }
}
