package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.GetCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetCodeSigningConfigResponse;

/** Shows a code signing configuration. */
final class GetCodeSigningConfig
        implements Query<GetCodeSigningConfigRequest, GetCodeSigningConfigResponse> {
    @Override
    public String entity(GetCodeSigningConfigRequest request, Caller caller) {
        return CodeSigning.owner(request.codeSigningConfigArn());
    }

    @Override
    public GetCodeSigningConfigResponse answer(
            Catalogs catalogs, GetCodeSigningConfigRequest request, Caller caller) {
        CodeSigning signing =
                catalogs.catalog(LambdaTables.CODE_SIGNING).get(request.codeSigningConfigArn());
        if (signing == null) {
            throw CodeSigning.notFound(request.codeSigningConfigArn());
        }
        return GetCodeSigningConfigResponse.builder().codeSigningConfig(signing.view()).build();
    }
}
