package dev.antiphon.apigateway.definition;

import dev.antiphon.api.Caller;
import dev.antiphon.apigateway.openapi.Export;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewayv2.model.ExportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ExportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** Writes an API, or what is deployed to one of its stages, as a document of OpenAPI. */
final class ExportApi implements Query<ExportApiRequest, ExportApiResponse> {
    @Override
    public ExportApiResponse answer(Catalogs catalogs, ExportApiRequest request, Caller caller) {
        ApiRow api = Apis.require(catalogs, request.apiId(), caller);
        if (!request.specification().equals("OAS30")) {
            throw ApiErrors.badRequest("Invalid specification: only OAS30 is supported");
        }
        boolean extensions = !Boolean.FALSE.equals(request.includeExtensions());
        Export export =
                request.stageName() == null
                        ? new Export(
                                api.api(),
                                api.api().corsConfiguration(),
                                Apis.parts(catalogs, ApiTables.ROUTES, api.id()),
                                Apis.parts(catalogs, ApiTables.INTEGRATIONS, api.id()),
                                Apis.parts(catalogs, ApiTables.AUTHORIZERS, api.id()),
                                extensions)
                        : of(api, deployed(catalogs, request, caller), extensions);
        byte[] body =
                switch (request.outputType()) {
                    case "JSON" -> export.json();
                    case "YAML" -> export.yaml();
                    default ->
                            throw ApiErrors.badRequest(
                                    "Invalid outputType: only JSON and YAML are supported");
                };
        return ExportApiResponse.builder().body(SdkBytes.fromByteArrayUnsafe(body)).build();
    }

    private static Export of(ApiRow api, Snapshot deployed, boolean extensions) {
        return new Export(
                api.api(),
                deployed.cors(),
                deployed.routes(),
                deployed.integrations(),
                deployed.authorizers(),
                extensions);
    }

    private static Snapshot deployed(Catalogs catalogs, ExportApiRequest request, Caller caller) {
        Stage stage =
                Apis.part(
                        catalogs,
                        ApiTables.STAGES,
                        request.apiId(),
                        request.stageName(),
                        "stage",
                        caller);
        if (stage.deploymentId() == null) {
            throw ApiErrors.badRequest("Nothing is deployed to stage " + stage.stageName());
        }
        return Apis.part(
                catalogs,
                ApiTables.DEPLOYMENTS,
                request.apiId(),
                stage.deploymentId(),
                "deployment",
                caller);
    }
}
