package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiResponse;

/** Changes an API, and what was made with it if it was made in one call. */
final class UpdateApi implements Command<UpdateApiRequest, UpdateApiResponse> {
    @Override
    public String entity(UpdateApiRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<UpdateApiResponse> handle(Tx tx, UpdateApiRequest request, Caller caller) {
        ApiRow before = Apis.require(tx, request.apiId(), caller);
        Api api = Members.update(request, before.api().toBuilder()).build();
        ApiRow row = ApiRules.put(tx, before.with(api));
        new QuickCreate(request.target(), request.routeKey(), request.credentialsArn())
                .update(tx, row);
        Deploying.changed(tx, row);
        return Outcome.reply(
                Members.copy(Apis.shown(row, caller), UpdateApiResponse.builder()).build());
    }
}
