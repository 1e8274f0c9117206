package dev.antiphon.states.execution;

import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Operation;
import dev.antiphon.states.machine.MachineArn;
import dev.antiphon.states.task.TaskAddress;
import dev.antiphon.states.task.TaskKinds;
import dev.antiphon.states.task.TaskOutcome;
import dev.antiphon.states.task.TaskOutcomes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All executions of a node: their operations, and what they need of the engine. */
public final class Executions {
    private final Programs programs;
    private final TaskKinds kinds;

    public Executions(TaskKinds kinds) {
        this.kinds = kinds;
        this.programs = new Programs(kinds);
    }

    public List<Operation<?, ?>> operations() {
        return List.of(
                new StartExecution(programs),
                new StartSyncExecution(programs),
                new StopExecution(programs),
                new RedriveExecution(programs),
                new DescribeExecution(),
                new DescribeStateMachineForExecution(programs),
                new ListExecutions(),
                new GetExecutionHistory(),
                // Map Runs
                new DescribeMapRun(),
                new ListMapRuns(),
                new UpdateMapRun(),
                // Tasks that others work on
                new SendTaskSuccess(programs),
                new SendTaskFailure(programs),
                new SendTaskHeartbeat(programs),
                new GetActivityTask(),
                new TestState(kinds));
    }

    public void register(Registry registry) {
        ExecutionTables.register(registry);
        registry.shard(programs.shard());
        registry.timer(OpenExecution.STRAND_TIMER, this::elapsed);
        registry.timer(Expiry.TIMER, this::expired);
        registry.timer(Endings.FORGET_TIMER, Endings.forget());
        registry.timer(Remains.TIMER, Remains::sweep);
        registry.timer(Revisions.SWEEP_TIMER, Revisions::sweep);
        registry.timer(TestCalls.FORGET_TIMER, TestCalls.forget());
        registry.receiver(ActivityTasks.QUEUE, ActivityTasks.queue());
        registry.receiver(ActivityTasks.STARTED, ActivityTasks.started(programs));
        MapRuns.register(registry, programs);
        registry.receiver(Watches.WATCH, Watches.receiver(programs));
        registry.receiver(Stops.STOP, Stops.receiver(programs));
    }

    /**
     * Ends some of the executions of a machine that run on this partition.
     *
     * @param from what the last call returned, or null for the first
     * @return where to go on, or null if there are no more
     */
    public @Nullable String endOf(Tx tx, MachineArn machine, @Nullable String from) {
        return RunningOf.end(tx, programs, machine.toString(), from);
    }

    /** Where what came of calls goes. */
    public TaskOutcomes outcomes() {
        return new TaskOutcomes() {
            @Override
            public void take(Tx tx, TaskAddress address, TaskOutcome outcome) {
                OpenExecution open =
                        OpenExecution.find(tx, programs, address.home(), address.execution());
                Strand strand =
                        open == null ? null : open.caller(address.strand(), address.nonce());
                if (open != null && strand != null) {
                    open.take(strand, outcome);
                    open.go();
                    open.save();
                } else {
                    TestCalls.take(tx, address, outcome);
                }
            }

            @Override
            public boolean awaited(Tx tx, TaskAddress address) {
                OpenExecution open =
                        OpenExecution.find(tx, programs, address.home(), address.execution());
                return (open != null && open.caller(address.strand(), address.nonce()) != null)
                        || TestCalls.awaited(tx, address);
            }
        };
    }

    private void elapsed(Tx tx, Timer timer) {
        String[] parts = timer.key().split("\n", -1);
        OpenExecution open = OpenExecution.find(tx, programs, parts[0], Long.parseLong(parts[1]));
        if (open != null) {
            open.elapsed(Long.parseLong(parts[2]), Long.parseLong(parts[3]));
            open.go();
            open.save();
        }
    }

    private void expired(Tx tx, Timer timer) {
        String[] parts = timer.key().split("\n", -1);
        OpenExecution open = OpenExecution.find(tx, programs, parts[0], Long.parseLong(parts[1]));
        if (open != null) {
            open.run().stop(new Run.Ending(Status.TIMED_OUT, null, Failure.TIMEOUT, null));
            open.save();
        }
    }
}
