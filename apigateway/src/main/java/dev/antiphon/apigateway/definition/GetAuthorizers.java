package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizersRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizersResponse;

/** Lists the authorizers of an API. */
final class GetAuthorizers implements Query<GetAuthorizersRequest, GetAuthorizersResponse> {
    @Override
    public GetAuthorizersResponse answer(
            Catalogs catalogs, GetAuthorizersRequest request, Caller caller) {
        Apis.require(catalogs, request.apiId(), caller);
        Page<Authorizer> page =
                Page.of(
                        Apis.parts(catalogs, ApiTables.AUTHORIZERS, request.apiId()),
                        Authorizer::authorizerId,
                        request.maxResults(),
                        request.nextToken());
        return GetAuthorizersResponse.builder()
                .items(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
