package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.time.Instant;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/** Stops a Standard execution. One that has ended stays as it is. */
final class StopExecution implements Command<StopExecutionRequest, StopExecutionResponse> {
    private final Programs programs;

    StopExecution(Programs programs) {
        this.programs = programs;
    }

    @Override
    public String entity(StopExecutionRequest request, Caller caller) {
        return ExecutionArn.parse(request.executionArn()).home();
    }

    @Override
    public Outcome<StopExecutionResponse> handle(
            Tx tx, StopExecutionRequest request, Caller caller) {
        Execution execution = DescribeExecution.execution(tx, request.executionArn());
        Stops.stop(tx, programs, execution, request.error(), request.cause());
        Instant stopped = Closed.standing(tx, execution).stopped();
        return Outcome.reply(StopExecutionResponse.builder().stopDate(stopped).build());
    }
}
