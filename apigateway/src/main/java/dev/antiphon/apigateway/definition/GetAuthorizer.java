package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizerResponse;

/** Tells all of an authorizer. */
final class GetAuthorizer implements Query<GetAuthorizerRequest, GetAuthorizerResponse> {
    @Override
    public GetAuthorizerResponse answer(
            Catalogs catalogs, GetAuthorizerRequest request, Caller caller) {
        Authorizer authorizer =
                Apis.part(
                        catalogs,
                        ApiTables.AUTHORIZERS,
                        request.apiId(),
                        request.authorizerId(),
                        "Authorizer",
                        caller);
        return Members.copy(authorizer, GetAuthorizerResponse.builder()).build();
    }
}
