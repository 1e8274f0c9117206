package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentResponse;

/** Tells all of a deployment. */
final class GetDeployment implements Query<GetDeploymentRequest, GetDeploymentResponse> {
    @Override
    public GetDeploymentResponse answer(
            Catalogs catalogs, GetDeploymentRequest request, Caller caller) {
        Snapshot snapshot =
                Apis.part(
                        catalogs,
                        ApiTables.DEPLOYMENTS,
                        request.apiId(),
                        request.deploymentId(),
                        "deployment",
                        caller);
        return Members.copy(snapshot.deployment(), GetDeploymentResponse.builder()).build();
    }
}
