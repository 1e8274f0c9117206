package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiResponse;

/** Deletes an API with all that is in it. */
final class DeleteApi implements Command<DeleteApiRequest, DeleteApiResponse> {
    @Override
    public String entity(DeleteApiRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<DeleteApiResponse> handle(Tx tx, DeleteApiRequest request, Caller caller) {
        ApiRow api = Apis.require(tx, request.apiId(), caller);
        if (Domains.leadTo(tx, api.id(), null)) {
            throw ApiErrors.badRequest(
                    "Please remove all base path mappings related to the API in your account"
                            + " before deleting the API.");
        }
        Apis.removeParts(tx, ApiTables.ROUTES, api.id());
        Apis.removeParts(tx, ApiTables.INTEGRATIONS, api.id());
        Apis.removeParts(tx, ApiTables.AUTHORIZERS, api.id());
        Apis.removeParts(tx, ApiTables.STAGES, api.id());
        Apis.removeParts(tx, ApiTables.DEPLOYMENTS, api.id());
        tx.delete(ApiTables.APIS, api.id());
        return Outcome.reply(DeleteApiResponse.builder().build());
    }
}
