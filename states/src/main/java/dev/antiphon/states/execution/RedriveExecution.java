package dev.antiphon.states.execution;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.time.Instant;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionResponse;

/**
 * Has an execution that did not succeed go on from the state that it ended in, with what it runs
 * and what it was given. A Parallel or Map state is run as a whole again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html">Restarting
 *     executions with redrive</a>
 */
final class RedriveExecution implements Command<RedriveExecutionRequest, RedriveExecutionResponse> {
    private final Programs programs;

    RedriveExecution(Programs programs) {
        this.programs = programs;
    }

    @Override
    public String entity(RedriveExecutionRequest request, Caller caller) {
        return ExecutionArn.parse(request.executionArn()).home();
    }

    @Override
    public Outcome<RedriveExecutionResponse> handle(
            Tx tx, RedriveExecutionRequest request, Caller caller) {
        Execution execution = DescribeExecution.execution(tx, request.executionArn());
        String token = request.clientToken();
        Redrives before = tx.get(ExecutionTables.REDRIVES, execution.number());
        Redrives redrives = before == null ? Redrives.NONE : before;
        Instant already = token == null ? null : redrives.of(token, tx.now());
        if (already != null) {
            return redriven(already);
        }
        Redrivability redrivability = Redrivability.of(Closed.standing(tx, execution), tx.now());
        if (!redrivability.redrivable()) {
            throw AwsException.sender(
                    "ExecutionNotRedrivable", String.valueOf(redrivability.reason()));
        }
        OpenExecution open = OpenExecution.load(tx, programs, execution);
        open.redrive();
        open.go();
        open.save();
        if (token != null) {
            tx.put(ExecutionTables.REDRIVES, execution.number(), redrives.with(token, tx.now()));
        }
        return redriven(tx.now());
    }

    private static Outcome<RedriveExecutionResponse> redriven(Instant date) {
        return Outcome.reply(RedriveExecutionResponse.builder().redriveDate(date).build());
    }
}
