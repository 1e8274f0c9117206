package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyResponse;

/** Shows who may use a version of a layer. */
final class GetLayerVersionPolicy
        implements Query<GetLayerVersionPolicyRequest, GetLayerVersionPolicyResponse> {
    @Override
    public String entity(GetLayerVersionPolicyRequest request, Caller caller) {
        return Layers.name(request.layerName(), caller).arn();
    }

    @Override
    public GetLayerVersionPolicyResponse answer(
            Catalogs catalogs, GetLayerVersionPolicyRequest request, Caller caller) {
        LayerKey.Version key = Layers.version(request.layerName(), request.versionNumber(), caller);
        LayerVersion version = catalogs.catalog(LambdaTables.LAYERS).get(key);
        if (version == null) {
            throw Layers.notFound();
        }
        Policy policy = Layers.requirePolicy(version);
        return GetLayerVersionPolicyResponse.builder()
                .policy(policy.json())
                .revisionId(policy.revision())
                .build();
    }
}
