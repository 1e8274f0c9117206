package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** Tells all of a stage. */
final class GetStage implements Query<GetStageRequest, GetStageResponse> {
    @Override
    public GetStageResponse answer(Catalogs catalogs, GetStageRequest request, Caller caller) {
        Stage stage =
                Apis.part(
                        catalogs,
                        ApiTables.STAGES,
                        request.apiId(),
                        request.stageName(),
                        "stage",
                        caller);
        return Members.copy(stage, GetStageResponse.builder()).build();
    }
}
