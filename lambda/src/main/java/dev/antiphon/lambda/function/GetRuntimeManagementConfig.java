package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.GetRuntimeManagementConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetRuntimeManagementConfigResponse;

/** Shows how the runtime of a version is kept up to date. */
final class GetRuntimeManagementConfig
        implements Query<GetRuntimeManagementConfigRequest, GetRuntimeManagementConfigResponse> {
    @Override
    public String entity(GetRuntimeManagementConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public GetRuntimeManagementConfigResponse answer(
            Catalogs catalogs, GetRuntimeManagementConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        VersionKey key = Versions.key(name.key(), name.qualifierOrLatest());
        Version version = key == null ? null : catalogs.catalog(LambdaTables.VERSIONS).get(key);
        if (version == null) {
            throw LambdaErrors.functionNotFound(name.qualifiedArn());
        }
        return GetRuntimeManagementConfigResponse.builder()
                .functionArn(name.qualifiedArn())
                .updateRuntimeOn(version.runtime().updateOn())
                .runtimeVersionArn(version.runtime().arn())
                .build();
    }

    private static FunctionName name(GetRuntimeManagementConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
