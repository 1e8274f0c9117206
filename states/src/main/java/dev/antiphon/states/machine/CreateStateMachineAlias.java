package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import dev.antiphon.states.machine.Alias.Route;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineAliasRequest;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineAliasResponse;

/**
 * Gives one or two versions of a state machine a name. The same call made again finds it given; the
 * machine is the one that the versions are of.
 */
final class CreateStateMachineAlias
        implements Command<CreateStateMachineAliasRequest, CreateStateMachineAliasResponse> {
    @Override
    public String entity(CreateStateMachineAliasRequest request, Caller caller) {
        return machine(request).toString();
    }

    @Override
    public Outcome<CreateStateMachineAliasResponse> handle(
            Tx tx, CreateStateMachineAliasRequest request, Caller caller) {
        MachineArn machine = machine(request);
        List<Route> routes = Aliases.routes(tx, machine, request.routingConfiguration());
        Machines.requireUnqualified(tx, MachineReference.parse(machine.toString()));
        AliasKey key = new AliasKey(machine, request.name());
        Alias existing = tx.get(MachineTables.ALIASES, key);
        if (existing != null) {
            if (!existing.routes().equals(routes)
                    || !Objects.equals(existing.description(), request.description())) {
                throw StatesErrors.conflict(
                        "Failed to create alias because an alias with the same name and a different"
                                + " routing configuration already exists.");
            }
            return reply(existing);
        }
        if (Aliases.of(tx, machine).size() >= Aliases.MOST) {
            throw StatesErrors.quota(
                    "A state machine can have at most "
                            + Aliases.MOST
                            + " aliases: '"
                            + machine
                            + "'");
        }
        Alias alias = new Alias(key, request.description(), tx.now(), tx.now(), routes);
        tx.put(MachineTables.ALIASES, key, alias);
        return reply(alias);
    }

    private static MachineArn machine(CreateStateMachineAliasRequest request) {
        String version = request.routingConfiguration().getFirst().stateMachineVersionArn();
        return MachineReference.parse(version).machine();
    }

    private static Outcome<CreateStateMachineAliasResponse> reply(Alias alias) {
        return Outcome.reply(
                CreateStateMachineAliasResponse.builder()
                        .stateMachineAliasArn(alias.arn())
                        .creationDate(alias.created())
                        .build());
    }
}
