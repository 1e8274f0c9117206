package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/** Shows how a version of a function is configured. */
final class GetFunctionConfiguration
        implements Query<GetFunctionConfigurationRequest, GetFunctionConfigurationResponse> {
    @Override
    public String entity(GetFunctionConfigurationRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public GetFunctionConfigurationResponse answer(
            Catalogs catalogs, GetFunctionConfigurationRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        Version version = Versions.find(Reading.of(catalogs), name);
        if (version == null) {
            throw LambdaErrors.functionNotFound(name.qualifiedArn());
        }
        return SameMembers.copy(
                        Shown.as(version.ready(), name), GetFunctionConfigurationResponse.builder())
                .build();
    }

    private static FunctionName name(GetFunctionConfigurationRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
