package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.ApiMapping;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiMappingRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiMappingResponse;

/** Tells where paths of a custom domain name lead. */
final class GetApiMapping implements Query<GetApiMappingRequest, GetApiMappingResponse> {
    @Override
    public GetApiMappingResponse answer(
            Catalogs catalogs, GetApiMappingRequest request, Caller caller) {
        Domain domain = Domains.require(catalogs, request.domainName(), caller);
        ApiMapping mapping = Domains.mapping(domain, request.apiMappingId());
        return Members.copy(mapping, GetApiMappingResponse.builder()).build();
    }
}
