package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** Lists the stages of an API. */
final class GetStages implements Query<GetStagesRequest, GetStagesResponse> {
    @Override
    public GetStagesResponse answer(Catalogs catalogs, GetStagesRequest request, Caller caller) {
        Apis.require(catalogs, request.apiId(), caller);
        Page<Stage> page =
                Page.of(
                        Apis.parts(catalogs, ApiTables.STAGES, request.apiId()),
                        Stage::stageName,
                        request.maxResults(),
                        request.nextToken());
        return GetStagesResponse.builder().items(page.items()).nextToken(page.nextToken()).build();
    }
}
