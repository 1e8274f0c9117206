package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAuthorizerResponse;

/** Removes an authorizer that no route asks from an API. */
final class DeleteAuthorizer implements Command<DeleteAuthorizerRequest, DeleteAuthorizerResponse> {
    @Override
    public String entity(DeleteAuthorizerRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<DeleteAuthorizerResponse> handle(
            Tx tx, DeleteAuthorizerRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        Authorizer authorizer =
                Apis.part(
                        tx,
                        ApiTables.AUTHORIZERS,
                        api.id(),
                        request.authorizerId(),
                        "Authorizer",
                        caller);
        boolean used =
                Apis.parts(tx, ApiTables.ROUTES, api.id()).stream()
                        .anyMatch(route -> authorizer.authorizerId().equals(route.authorizerId()));
        if (used) {
            throw ApiErrors.conflict(
                    "Cannot delete Authorizer '"
                            + authorizer.authorizerId()
                            + "' due to depending Routes");
        }
        tx.delete(ApiTables.AUTHORIZERS, new PartKey(api.id(), authorizer.authorizerId()));
        Deploying.changed(tx, api);
        return Outcome.reply(DeleteAuthorizerResponse.builder().build());
    }
}
