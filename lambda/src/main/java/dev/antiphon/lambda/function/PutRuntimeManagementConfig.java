package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.PutRuntimeManagementConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutRuntimeManagementConfigResponse;
import software.amazon.awssdk.services.lambda.model.UpdateRuntimeOn;

/**
 * Says how the runtime of a version is kept up to date. There is one version of each runtime here:
 * it is kept and shown, and changes nothing.
 */
final class PutRuntimeManagementConfig
        implements Command<PutRuntimeManagementConfigRequest, PutRuntimeManagementConfigResponse> {
    @Override
    public String entity(PutRuntimeManagementConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<PutRuntimeManagementConfigResponse> handle(
            Tx tx, PutRuntimeManagementConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        VersionKey key = Versions.key(name.key(), name.qualifierOrLatest());
        Version version = key == null ? null : tx.get(LambdaTables.VERSIONS, key);
        if (version == null) {
            throw LambdaErrors.functionNotFound(name.qualifiedArn());
        }
        boolean manual = request.updateRuntimeOn() == UpdateRuntimeOn.MANUAL;
        if (manual != (request.runtimeVersionArn() != null)) {
            throw LambdaErrors.invalid(
                    manual
                            ? "RuntimeVersionArn is required when UpdateRuntimeOn is Manual."
                            : "RuntimeVersionArn can only be given when UpdateRuntimeOn is"
                                    + " Manual.");
        }
        tx.put(
                LambdaTables.VERSIONS,
                version.key(),
                version.withRuntime(
                        new Version.RuntimeManagement(
                                request.updateRuntimeOnAsString(), request.runtimeVersionArn())));
        return Outcome.reply(
                PutRuntimeManagementConfigResponse.builder()
                        .functionArn(name.qualifiedArn())
                        .updateRuntimeOn(request.updateRuntimeOnAsString())
                        .runtimeVersionArn(request.runtimeVersionArn())
                        .build());
    }

    private static FunctionName name(PutRuntimeManagementConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
