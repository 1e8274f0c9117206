package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;

/** Tells all of an API. */
final class GetApi implements Query<GetApiRequest, GetApiResponse> {
    @Override
    public GetApiResponse answer(Catalogs catalogs, GetApiRequest request, Caller caller) {
        ApiRow row = Apis.require(catalogs, request.apiId(), caller);
        return Members.copy(Apis.shown(row, caller), GetApiResponse.builder()).build();
    }
}
