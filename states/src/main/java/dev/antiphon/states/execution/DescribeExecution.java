package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** Tells how a Standard execution stands, with its input and what came of it. */
final class DescribeExecution
        implements Command<DescribeExecutionRequest, DescribeExecutionResponse> {
    @Override
    public String entity(DescribeExecutionRequest request, Caller caller) {
        return ExecutionArn.parse(request.executionArn()).home();
    }

    static Execution execution(Tx tx, String arn) {
        Execution execution =
                tx.get(ExecutionTables.STANDARD.executions(), ExecutionArn.parse(arn).home());
        if (execution == null) {
            throw ExecutionErrors.noExecution(arn);
        }
        return execution;
    }

    @Override
    public Outcome<DescribeExecutionResponse> handle(
            Tx tx, DescribeExecutionRequest request, Caller caller) {
        Execution execution = execution(tx, request.executionArn());
        Standing standing = Closed.standing(tx, execution);
        boolean data = !"METADATA_ONLY".equals(request.includedDataAsString());
        Redrivability redrivability = Redrivability.of(execution, standing, tx.now());
        DescribeExecutionResponse.Builder answer =
                DescribeExecutionResponse.builder()
                        .executionArn(execution.arn().toString())
                        .stateMachineArn(execution.machineArn())
                        .name(execution.arn().name())
                        .status(standing.status().name())
                        .startDate(execution.started())
                        .stopDate(standing.stopped())
                        .inputDetails(details -> details.included(data))
                        .traceHeader(execution.traceHeader())
                        .stateMachineVersionArn(execution.version())
                        .stateMachineAliasArn(execution.alias())
                        .mapRunArn(execution.mapRun() == null ? null : execution.mapRun().mapRun())
                        .redriveCount(standing.redrives())
                        .redriveDate(standing.redriven())
                        .redriveStatus(redrivability.status())
                        .redriveStatusReason(redrivability.reason());
        Closed closed = Closed.of(tx, execution);
        if (data) {
            answer.input(closed == null ? Closed.input(tx, execution) : closed.input());
        }
        if (closed != null) {
            Standing.Result result = closed.result();
            answer.error(result.error()).cause(result.cause());
            if (result.output() != null) {
                answer.output(data ? result.output() : null)
                        .outputDetails(details -> details.included(data));
            }
        }
        return Outcome.reply(answer.build());
    }
}
