package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateAuthorizerResponse;

/** Changes an authorizer. */
final class UpdateAuthorizer implements Command<UpdateAuthorizerRequest, UpdateAuthorizerResponse> {
    @Override
    public String entity(UpdateAuthorizerRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<UpdateAuthorizerResponse> handle(
            Tx tx, UpdateAuthorizerRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Authorizer before =
                Apis.part(
                        tx,
                        ApiTables.AUTHORIZERS,
                        api.id(),
                        request.authorizerId(),
                        "Authorizer",
                        caller);
        Authorizer authorizer =
                AuthorizerRules.checked(
                        Members.update(request, before.toBuilder()).build(),
                        Apis.parts(tx, ApiTables.AUTHORIZERS, api.id()));
        tx.put(ApiTables.AUTHORIZERS, new PartKey(api.id(), authorizer.authorizerId()), authorizer);
        Deploying.changed(tx, api);
        return Outcome.reply(Members.copy(authorizer, UpdateAuthorizerResponse.builder()).build());
    }
}
