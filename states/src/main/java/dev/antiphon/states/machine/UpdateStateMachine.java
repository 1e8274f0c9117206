package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sfn.model.UpdateStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.UpdateStateMachineResponse;

/**
 * Gives a state machine another revision, and publishes it as a version if the caller wants that.
 * What is not said stays; what changes nothing makes no revision. Executions that run go on with
 * the revision that they began with.
 */
final class UpdateStateMachine
        implements Command<UpdateStateMachineRequest, UpdateStateMachineResponse> {
    @Override
    public String entity(UpdateStateMachineRequest request, Caller caller) {
        return MachineReference.parse(request.stateMachineArn()).machine().toString();
    }

    @Override
    public Outcome<UpdateStateMachineResponse> handle(
            Tx tx, UpdateStateMachineRequest request, Caller caller) {
        MachineReference reference = MachineReference.parse(request.stateMachineArn());
        Machine machine = Machines.requireUnqualified(tx, reference);
        boolean publish = Boolean.TRUE.equals(request.publish());
        if (request.definition() == null
                && request.roleArn() == null
                && request.loggingConfiguration() == null
                && request.tracingConfiguration() == null
                && request.encryptionConfiguration() == null) {
            throw StatesErrors.nothingToUpdate();
        }
        if (request.versionDescription() != null && !publish) {
            throw StatesErrors.descriptionWithoutPublish();
        }
        Revision wanted = changed(machine, request);
        Machine updated =
                wanted.equals(machine.revision())
                        ? machine
                        : machine.withRevision(wanted.withId(tx.ids().uuid().toString()), tx.now());
        tx.put(MachineTables.MACHINES, machine.arn(), updated);
        return Outcome.reply(
                UpdateStateMachineResponse.builder()
                        .updateDate(tx.now())
                        .revisionId(updated.revision().id())
                        .stateMachineVersionArn(
                                publish
                                        ? Versions.publish(
                                                        tx, updated, request.versionDescription())
                                                .arn()
                                        : null)
                        .build());
    }

    /** What the machine's revision is to be, still with the id of the present one. */
    private static Revision changed(Machine machine, UpdateStateMachineRequest request) {
        Revision was = machine.revision();
        if (request.definition() != null) {
            DefinitionText.check(request.definition(), machine.express());
        }
        if (request.roleArn() != null) {
            Configurations.checkRole(request.roleArn());
        }
        return new Revision(
                was.id(),
                request.definition() == null ? was.definition() : request.definition(),
                request.roleArn() == null ? was.roleArn() : request.roleArn(),
                request.loggingConfiguration() == null
                        ? was.logging()
                        : Configurations.logging(request.loggingConfiguration()),
                request.tracingConfiguration() == null
                        ? was.tracing()
                        : Configurations.tracing(request.tracingConfiguration()),
                request.encryptionConfiguration() == null
                        ? was.encryption()
                        : Configurations.encryption(request.encryptionConfiguration()));
    }
}
