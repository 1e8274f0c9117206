package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiResponse;

/** Creates an API from a document of OpenAPI. */
final class ImportApi implements Command<ImportApiRequest, ImportApiResponse> {
    @Override
    public String entity(ImportApiRequest request, Caller caller) {
        return Apis.entity(caller);
    }

    @Override
    public Outcome<ImportApiResponse> handle(Tx tx, ImportApiRequest request, Caller caller) {
        Importing importing =
                Importing.of(request.body(), request.basepath(), request.failOnWarnings());
        Api api =
                importing.describe(
                        Api.builder()
                                .apiId(Identifiers.ofApi(tx))
                                .createdDate(tx.now())
                                .tags(Tags.with(Map.of(), importing.document().tags())));
        ApiRow row = ApiRules.put(tx, new ApiRow(caller.account(), caller.region(), api));
        importing.fill(tx, row);
        return Outcome.reply(
                Members.copy(Apis.shown(row, caller), ImportApiResponse.builder())
                        .warnings(importing.document().warnings())
                        .build());
    }
}
