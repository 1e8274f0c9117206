package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.machine.Revision;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineForExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineForExecutionResponse;

/** Tells what the machine of an execution was when it began, whatever it is now. */
final class DescribeStateMachineForExecution
        implements Command<
                DescribeStateMachineForExecutionRequest, DescribeStateMachineForExecutionResponse> {
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
        Revision revision = programs.of(tx, execution).pinned().revision();
        boolean data = !"METADATA_ONLY".equals(request.includedDataAsString());
        return Outcome.reply(
                DescribeStateMachineForExecutionResponse.builder()
                        .stateMachineArn(execution.machineArn())
                        .name(execution.machineName())
                        .definition(data ? revision.definition() : "{}")
                        .roleArn(revision.roleArn())
                        .updateDate(execution.updated())
                        .loggingConfiguration(revision.logging())
                        .tracingConfiguration(revision.tracing())
                        .encryptionConfiguration(revision.encryption())
                        .mapRunArn(execution.mapRun() == null ? null : execution.mapRun().mapRun())
                        .revisionId(revision.id())
                        .build());
    }
}
