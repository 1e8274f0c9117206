package dev.antiphon.states.machine;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineAliasRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineAliasResponse;

/** Tells where an alias leads. */
final class DescribeStateMachineAlias
        implements Query<DescribeStateMachineAliasRequest, DescribeStateMachineAliasResponse> {
    @Override
    public String entity(DescribeStateMachineAliasRequest request, Caller caller) {
        return Aliases.key(request.stateMachineAliasArn()).machine().toString();
    }

    @Override
    public DescribeStateMachineAliasResponse answer(
            Catalogs catalogs, DescribeStateMachineAliasRequest request, Caller caller) {
        AliasKey key = Aliases.key(request.stateMachineAliasArn());
        Alias alias = catalogs.catalog(MachineTables.ALIASES).get(key);
        if (alias == null) {
            throw StatesErrors.resourceNotFound(request.stateMachineAliasArn());
        }
        return DescribeStateMachineAliasResponse.builder()
                .stateMachineAliasArn(alias.arn())
                .name(key.name())
                .description(alias.description())
                .routingConfiguration(alias.routing())
                .creationDate(alias.created())
                .updateDate(alias.updated())
                .build();
    }
}
