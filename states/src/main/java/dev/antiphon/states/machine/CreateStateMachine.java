package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.machine.Machine.Creation;
import java.util.Map;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineType;

/**
 * Creates a state machine, and version 1 of it if the caller wants that. The same call made again
 * finds it created; a role or tags that differ then are ignored, as AWS does.
 */
final class CreateStateMachine
        implements Command<CreateStateMachineRequest, CreateStateMachineResponse> {
    /** Of an account in a region. */
    static final int MOST = 100_000;

    private final int most;

    CreateStateMachine(int most) {
        this.most = most;
    }

    @Override
    public String entity(CreateStateMachineRequest request, Caller caller) {
        ResourceName.check(request.name());
        return MachineArn.of(caller, request.name()).toString();
    }

    @Override
    public Outcome<CreateStateMachineResponse> handle(
            Tx tx, CreateStateMachineRequest request, Caller caller) {
        MachineArn arn = MachineArn.of(caller, request.name());
        boolean express = request.type() == StateMachineType.EXPRESS;
        boolean publish = Boolean.TRUE.equals(request.publish());
        if (request.versionDescription() != null && !publish) {
            throw StatesErrors.descriptionWithoutPublish();
        }
        DefinitionText.check(request.definition(), express);
        Configurations.checkRole(request.roleArn());
        Revision revision =
                new Revision(
                        null,
                        request.definition(),
                        request.roleArn(),
                        Configurations.logging(request.loggingConfiguration()),
                        Configurations.tracing(request.tracingConfiguration()),
                        Configurations.encryption(request.encryptionConfiguration()));
        Map<String, String> tags = ResourceTags.with(Map.of(), request.tags(), arn.toString());
        Machine created =
                new Machine(
                        arn,
                        express,
                        tx.now(),
                        tx.now(),
                        revision,
                        new Creation(publish, request.versionDescription()),
                        0,
                        tags,
                        0);
        Machine existing = tx.get(MachineTables.MACHINES, arn);
        if (existing != null) {
            if (existing.deleting()) {
                throw StatesErrors.machineIsDeleted(arn);
            }
            if (!isRepeated(created, existing)) {
                throw StatesErrors.machineExists(arn);
            }
            return reply(existing);
        }
        if (tx.shard(MachineCounts.KEY).isTimeToCount(arn)
                && ListStateMachines.all(tx::catalog, caller, "").size() >= most) {
            throw StatesErrors.tooManyMachines(most);
        }
        tx.put(MachineTables.MACHINES, arn, created);
        if (publish) {
            Versions.publish(tx, created, request.versionDescription());
        }
        return reply(created);
    }

    private static boolean isRepeated(Machine again, Machine existing) {
        Revision was = existing.revision();
        return again.express() == existing.express()
                && again.creation().equals(existing.creation())
                && again.revision().withRole(was.roleArn()).withId(was.id()).equals(was);
    }

    private static Outcome<CreateStateMachineResponse> reply(Machine machine) {
        return Outcome.reply(
                CreateStateMachineResponse.builder()
                        .stateMachineArn(machine.arn().toString())
                        .creationDate(machine.created())
                        .stateMachineVersionArn(
                                machine.creation().published()
                                        ? machine.arn().qualified(Versions.FIRST)
                                        : null)
                        .build());
    }
}
