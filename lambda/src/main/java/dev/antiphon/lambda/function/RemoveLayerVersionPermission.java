package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.RemoveLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemoveLayerVersionPermissionResponse;

/** Takes back what a statement of a layer version's policy allows. */
final class RemoveLayerVersionPermission
        implements Command<
                RemoveLayerVersionPermissionRequest, RemoveLayerVersionPermissionResponse> {
    @Override
    public String entity(RemoveLayerVersionPermissionRequest request, Caller caller) {
        return Layers.name(request.layerName(), caller).arn();
    }

    @Override
    public Outcome<RemoveLayerVersionPermissionResponse> handle(
            Tx tx, RemoveLayerVersionPermissionRequest request, Caller caller) {
        LayerKey.Version key = Layers.version(request.layerName(), request.versionNumber(), caller);
        LayerVersion version = Layers.requireForPolicy(tx, key);
        Policy policy = Layers.requirePolicy(version);
        Revisions.check(request.revisionId(), policy.revision(), "GetLayerVersionPolicy");
        tx.put(
                LambdaTables.LAYERS,
                key,
                version.withPolicy(Policies.without(policy, request.statementId(), tx)));
        return Outcome.reply(RemoveLayerVersionPermissionResponse.builder().build());
    }
}
