package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.ReimportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ReimportApiResponse;

/** Puts what a document of OpenAPI says in place of what is in an API. */
final class ReimportApi implements Command<ReimportApiRequest, ReimportApiResponse> {
    @Override
    public String entity(ReimportApiRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<ReimportApiResponse> handle(Tx tx, ReimportApiRequest request, Caller caller) {
        ApiRow before = Apis.require(tx, request.apiId(), caller);
        Importing importing =
                Importing.of(request.body(), request.basepath(), request.failOnWarnings());
        Api api =
                importing.describe(
                        before.api().toBuilder()
                                .tags(Tags.with(before.api().tags(), importing.document().tags())));
        ApiRow row = ApiRules.put(tx, before.with(api));
        importing.fill(tx, row);
        Deploying.changed(tx, row);
        return Outcome.reply(
                Members.copy(Apis.shown(row, caller), ReimportApiResponse.builder())
                        .warnings(importing.document().warnings())
                        .build());
    }
}
