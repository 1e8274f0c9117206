package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.List;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerResponse;

/** Adds an authorizer to an API. */
final class CreateAuthorizer implements Command<CreateAuthorizerRequest, CreateAuthorizerResponse> {
    @Override
    public String entity(CreateAuthorizerRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<CreateAuthorizerResponse> handle(
            Tx tx, CreateAuthorizerRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        List<Authorizer> others = Apis.parts(tx, ApiTables.AUTHORIZERS, api.id());
        if (others.size() >= AuthorizerRules.MOST) {
            throw ApiErrors.tooMany("authorizers for this API");
        }
        Authorizer authorizer =
                AuthorizerRules.checked(
                        Members.copy(request, Authorizer.builder())
                                .authorizerId(Identifiers.random(tx, 6))
                                .build(),
                        others);
        tx.put(ApiTables.AUTHORIZERS, new PartKey(api.id(), authorizer.authorizerId()), authorizer);
        Deploying.changed(tx, api);
        return Outcome.reply(Members.copy(authorizer, CreateAuthorizerResponse.builder()).build());
    }
}
