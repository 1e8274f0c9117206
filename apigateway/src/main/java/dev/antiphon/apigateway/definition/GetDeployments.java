package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsResponse;

/** Lists the deployments of an API. */
final class GetDeployments implements Query<GetDeploymentsRequest, GetDeploymentsResponse> {
    @Override
    public GetDeploymentsResponse answer(
            Catalogs catalogs, GetDeploymentsRequest request, Caller caller) {
        Apis.require(catalogs, request.apiId(), caller);
        Page<Deployment> page =
                Page.of(
                        Apis.parts(catalogs, ApiTables.DEPLOYMENTS, request.apiId()).stream()
                                .map(Snapshot::deployment)
                                .toList(),
                        Deployment::deploymentId,
                        request.maxResults(),
                        request.nextToken());
        return GetDeploymentsResponse.builder()
                .items(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
