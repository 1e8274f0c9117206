package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.IncludedData;

/** Tells all of a state machine as it is now, or of one of its versions. */
final class DescribeStateMachine
        implements Query<DescribeStateMachineRequest, DescribeStateMachineResponse> {
    /** What stands for a definition that the caller does not want. */
    private static final String NO_DEFINITION = "{}";

    @Override
    public String entity(DescribeStateMachineRequest request, Caller caller) {
        return MachineReference.parse(request.stateMachineArn()).machine().toString();
    }

    @Override
    public DescribeStateMachineResponse answer(
            Catalogs catalogs, DescribeStateMachineRequest request, Caller caller) {
        MachineReference reference = MachineReference.parse(request.stateMachineArn());
        reference.checkNoMapState();
        Machine machine = Machines.require(catalogs, reference);
        DescribeStateMachineResponse.Builder response =
                DescribeStateMachineResponse.builder()
                        .stateMachineArn(reference.text())
                        .name(machine.arn().name())
                        .type(machine.type())
                        .status(machine.status());
        Revision revision = machine.revision();
        if (reference.isQualified()) {
            Version version = Versions.named(catalogs, reference);
            response.creationDate(version.created()).description(version.description());
            revision = version.revision();
        } else {
            response.creationDate(machine.created());
        }
        return response.definition(
                        request.includedData() == IncludedData.METADATA_ONLY
                                ? NO_DEFINITION
                                : revision.definition())
                .roleArn(revision.roleArn())
                .loggingConfiguration(revision.logging())
                .tracingConfiguration(revision.tracing())
                .encryptionConfiguration(revision.encryption())
                .revisionId(revision.id())
                .build();
    }
}
