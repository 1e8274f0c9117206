package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.ServiceEvents;
import dev.antiphon.engine.Tx;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the default bus is told of Standard executions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Execution
 *     status change events</a>
 */
final class StatusEvents {
    private StatusEvents() {}

    /**
     * @param began whether it began in this operation
     * @param ending how it ended in this operation, or null
     */
    static void emit(
            Tx tx,
            Execution execution,
            boolean began,
            Standing now,
            Run.@Nullable Ending ending,
            Supplier<Payload> input) {
        if (execution.express()) {
            return;
        }
        if (began) {
            emit(tx, execution, Status.RUNNING, now, null, input);
        }
        if (ending != null) {
            emit(tx, execution, ending.status(), now, ending, input);
        }
    }

    private static void emit(
            Tx tx,
            Execution execution,
            Status status,
            Standing now,
            Run.@Nullable Ending ending,
            Supplier<Payload> input) {
        ServiceEvents.emit(
                tx,
                execution.arn().account(),
                execution.arn().region(),
                "aws.states",
                "Step Functions Execution Status Change",
                List.of(execution.arn().toString()),
                () -> detail(execution, status, now, ending, input.get()));
    }

    private static String detail(
            Execution execution,
            Status status,
            Standing now,
            Run.@Nullable Ending ending,
            Payload input) {
        ObjectNode detail = Json.object();
        detail.put("executionArn", execution.arn().toString());
        detail.put("stateMachineArn", execution.machineArn());
        detail.put("name", execution.arn().name());
        detail.put("status", status.name());
        detail.put("startDate", execution.started().toEpochMilli());
        Instant stopped = ending == null ? null : now.stopped();
        detail.put("stopDate", stopped == null ? null : stopped.toEpochMilli());
        detail.put("input", input.text());
        Payload output = ending == null ? null : ending.output();
        detail.put("output", output == null ? null : output.text());
        detail.put("stateMachineVersionArn", execution.version());
        detail.put("stateMachineAliasArn", execution.alias());
        detail.put("redriveCount", now.redrives());
        Instant redriven = now.redriven();
        detail.put("redriveDate", redriven == null ? null : redriven.toEpochMilli());
        Redrivability redrivability = Redrivability.of(status);
        detail.put("redriveStatus", redrivability.status());
        detail.put("redriveStatusReason", redrivability.reason());
        detail.putObject("inputDetails").put("included", true);
        if (output == null) {
            detail.putNull("outputDetails");
        } else {
            detail.putObject("outputDetails").put("included", true);
        }
        detail.put("error", ending == null ? null : ending.error());
        detail.put("cause", ending == null ? null : ending.cause());
        return Json.write(detail);
    }
}
