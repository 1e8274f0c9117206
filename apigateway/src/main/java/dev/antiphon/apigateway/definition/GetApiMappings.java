package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.ApiMapping;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiMappingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiMappingsResponse;

/** Lists where the paths of a custom domain name lead. */
final class GetApiMappings implements Query<GetApiMappingsRequest, GetApiMappingsResponse> {
    @Override
    public GetApiMappingsResponse answer(
            Catalogs catalogs, GetApiMappingsRequest request, Caller caller) {
        Domain domain = Domains.require(catalogs, request.domainName(), caller);
        Page<ApiMapping> page =
                Page.of(
                        domain.mappings(),
                        ApiMapping::apiMappingId,
                        request.maxResults(),
                        request.nextToken());
        return GetApiMappingsResponse.builder()
                .items(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
