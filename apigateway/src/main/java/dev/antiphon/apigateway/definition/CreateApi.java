package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;

/** Creates an HTTP API, with a route to its target if one is given. */
final class CreateApi implements Command<CreateApiRequest, CreateApiResponse> {
    @Override
    public String entity(CreateApiRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<CreateApiResponse> handle(Tx tx, CreateApiRequest request, Caller caller) {
        ApiRules.check(request);
        QuickCreate quick =
                new QuickCreate(request.target(), request.routeKey(), request.credentialsArn());
        Api api =
                Members.copy(request, Api.builder())
                        .apiId(Identifiers.ofApi(tx))
                        .createdDate(tx.now())
                        .tags(Tags.with(Map.of(), request.tags()))
                        .build();
        ApiRow row = ApiRules.put(tx, new ApiRow(caller.account(), caller.region(), api));
        if (quick.asked()) {
            quick.create(tx, row);
        }
        return Outcome.reply(
                Members.copy(Apis.shown(row, caller), CreateApiResponse.builder()).build());
    }
}
