package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineForExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineForExecutionResponse;

/** Tells what the machine of an execution was when it began, whatever it is now. */
final class DescribeStateMachineForExecution
        implements Command<
                DescribeStateMachineForExecutionRequest,
                DescribeStateMachineForExecutionResponse> {
    private final Programs programs;

    DescribeStateMachineForExecution(Programs programs) {
        this.programs = programs;
    }

    @Override
    public String entity(DescribeStateMachineForExecutionRequest request, Caller caller) {
        return ExecutionArn.parse(request.executionArn()).home();
    }

    @Override
    public Outcome<DescribeStateMachineForExecutionResponse> handle(
            Tx tx, DescribeStateMachineForExecutionRequest request, Caller caller) {
        Execution execution = DescribeExecution.execution(tx, request.executionArn());
        boolean data = !"METADATA_ONLY".equals(request.includedDataAsString());
        Machine.Logging logging = execution.logging();
        return Outcome.reply(
                DescribeStateMachineForExecutionResponse.builder()
                        .stateMachineArn(
                                execution.version() == null
                                        ? execution.machineArn()
                                        : execution.version())
                        .name(execution.machineName())
                        .definition(data ? programs.of(tx, execution).text() : "{}")
                        .roleArn(execution.role())
                        .updateDate(execution.updated())
                        .loggingConfiguration(
                                configuration ->
                                        configuration
                                                .level(logging.level())
                                                .includeExecutionData(
                                                        logging.includeExecutionData())
                                                .destinations(Machine.destinations(logging)))
                        .tracingConfiguration(tracing -> tracing.enabled(execution.tracing()))
                        .mapRunArn(
                                execution.mapRun() == null ? null : execution.mapRun().mapRun())
                        .label(execution.label())
                        .revisionId(execution.revision())
                        .build());
    }
}
