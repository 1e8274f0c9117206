package dev.antiphon.states.execution;

import dev.antiphon.engine.Tx;
import dev.antiphon.states.machine.ActivityArn;
import dev.antiphon.states.machine.Machines;
import dev.antiphon.states.machine.StatesArn;
import dev.antiphon.states.task.TaskAddress;
import dev.antiphon.states.task.TaskCall;
import dev.antiphon.states.task.TaskKind;
import dev.antiphon.states.task.TaskOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What the states of an execution have done by others, in one transaction: calls, tasks of
 * activities and Map Runs.
 */
final class TaskRequests {
    private final Tx tx;
    private final Execution execution;
    private final Pinned pinned;

    TaskRequests(Tx tx, Execution execution, Pinned pinned) {
        this.tx = tx;
        this.execution = execution;
        this.pinned = pinned;
    }

    private TaskAddress address(Strand strand, long nonce) {
        return new TaskAddress(execution.arn().home(), execution.number(), strand.id, nonce);
    }

    String token(Strand strand, long nonce) {
        return TaskToken.of(address(strand, nonce));
    }

    @Nullable TaskOutcome call(Strand strand, TaskKind kind, Surroundings.Call call) {
        String own = call.role();
        return kind.call(
                tx,
                new TaskCall(
                        address(strand, call.nonce()),
                        call.arguments().tree(),
                        call.token(),
                        execution.arn().toString(),
                        own == null ? pinned.revision().roleArn() : own,
                        own != null,
                        call.timeoutSeconds(),
                        execution.traceHeader()));
    }

    String order(Strand strand, MapRunStep step, long nonce, Surroundings.Order order) {
        String label = order.label() == null ? tx.ids().uuid().toString() : order.label();
        String arn =
                new StatesArn(
                                execution.arn().account(),
                                execution.arn().region(),
                                "mapRun",
                                execution.arn().machine() + "/" + label + ":" + tx.ids().uuid())
                        .toString();
        OrderedMapRuns.order(
                tx,
                execution.number(),
                new MapRunOrder(
                        arn,
                        address(strand, nonce),
                        execution.arn().toString(),
                        execution.machineArn(),
                        execution.machineName(),
                        label,
                        execution.pinned(),
                        step.flow(),
                        step.express(),
                        order.maxConcurrency(),
                        order.toleratedPercentage(),
                        order.toleratedCount(),
                        order.inputs()),
                pinned);
        return arn;
    }

    int redrive(Strand strand, String mapRun, long nonce) {
        return OrderedMapRuns.redrive(tx, mapRun, address(strand, nonce));
    }

    boolean hasActivity(String arn) {
        ActivityArn activity = ActivityArn.parse(arn);
        // Its workers are the account's own: another one's would be given what is none of theirs.
        return activity.account().equals(execution.arn().account())
                && Machines.hasActivity(tx::catalog, activity);
    }

    void schedule(Strand strand, String activity, long nonce, Payload given) {
        TaskAddress address = address(strand, nonce);
        ActivityTasks.schedule(
                tx, activity, new ActivityTask(address, TaskToken.of(address), given.text()));
    }

    void abandon(Strand strand, Step step) {
        String mapRun = strand.mapRun;
        if (mapRun != null) {
            OrderedMapRuns.abandon(tx, mapRun);
        }
        if (!(step instanceof TaskStep task)) {
            return;
        }
        TaskAddress address = address(strand, strand.phase.nonce());
        String activity = task.activity();
        TaskKind kind = task.kind();
        if (activity != null) {
            ActivityTasks.withdraw(tx, activity, address);
        } else if (kind != null) {
            kind.abandon(tx, address);
        }
    }
}
