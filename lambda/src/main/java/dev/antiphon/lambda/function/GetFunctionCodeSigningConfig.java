package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigResponse;

/** Shows which code signing configuration a function has, if any. */
final class GetFunctionCodeSigningConfig
        implements Query<
                GetFunctionCodeSigningConfigRequest, GetFunctionCodeSigningConfigResponse> {
    @Override
    public String entity(GetFunctionCodeSigningConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public GetFunctionCodeSigningConfigResponse answer(
            Catalogs catalogs, GetFunctionCodeSigningConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        String arn = Functions.require(catalogs, name).codeSigning();
        return arn == null
                ? GetFunctionCodeSigningConfigResponse.builder().build()
                : GetFunctionCodeSigningConfigResponse.builder()
                        .functionName(name.name())
                        .codeSigningConfigArn(arn)
                        .build();
    }

    private static FunctionName name(GetFunctionCodeSigningConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller);
    }
}
