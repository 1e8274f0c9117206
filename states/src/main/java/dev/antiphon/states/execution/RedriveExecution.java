package dev.antiphon.states.execution;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionResponse;

/**
 * Has an execution that did not succeed go on from where it ended, with what it runs and what it
 * was given. Branches, iterations and children of Map Runs that did succeed are not run again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html">Restarting
 *     executions with redrive</a>
 */
final class RedriveExecution implements Command<RedriveExecutionRequest, RedriveExecutionResponse> {
    /**
     * How long the same call again changes nothing.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html">clientToken</a>
     */
    private static final Duration IDEMPOTENT = Duration.ofMinutes(15);

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
        Standing standing = Closed.standing(tx, execution);
        Instant redriven = standing.redriven();
        if (redriven != null
                && request.clientToken() != null
                && request.clientToken().equals(standing.redriveToken())
                && redriven.plus(IDEMPOTENT).isAfter(tx.now())) {
            return Outcome.reply(RedriveExecutionResponse.builder().redriveDate(redriven).build());
        }
        Redrivability redrivability = Redrivability.of(execution, standing, tx.now());
        if (!redrivability.redrivable()) {
            throw AwsException.sender(
                    "ExecutionNotRedrivable", String.valueOf(redrivability.reason()));
        }
        OpenExecution open = OpenExecution.redrive(tx, programs, execution, request.clientToken());
        open.go();
        open.save();
        return Outcome.reply(RedriveExecutionResponse.builder().redriveDate(tx.now()).build());
    }
}
