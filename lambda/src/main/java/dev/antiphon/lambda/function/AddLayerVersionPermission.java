package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionResponse;

/** Lets somebody else use a version of a layer. */
final class AddLayerVersionPermission
        implements Command<AddLayerVersionPermissionRequest, AddLayerVersionPermissionResponse> {
    @Override
    public String entity(AddLayerVersionPermissionRequest request, Caller caller) {
        return Layers.name(request.layerName(), caller).arn();
    }

    @Override
    public Outcome<AddLayerVersionPermissionResponse> handle(
            Tx tx, AddLayerVersionPermissionRequest request, Caller caller) {
        LayerKey.Version key = Layers.version(request.layerName(), request.versionNumber(), caller);
        LayerVersion version = Layers.requireForPolicy(tx, key);
        Policy policy = version.policy();
        Revisions.check(
                request.revisionId(),
                policy == null ? null : policy.revision(),
                "GetLayerVersionPolicy");
        String statement =
                new Statement(request.statementId(), request.principal(), request.action())
                        .equal("aws:PrincipalOrgID", request.organizationId())
                        .json(key.arn());
        Policy after = Policies.with(policy, request.statementId(), statement, tx);
        tx.put(LambdaTables.LAYERS, key, version.withPolicy(after));
        return Outcome.reply(
                AddLayerVersionPermissionResponse.builder()
                        .statement(statement)
                        .revisionId(after.revision())
                        .build());
    }
}
