package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;

/** Gives the unpublished version of a function other code, and publishes it if it is asked to. */
final class UpdateFunctionCode
        implements Command<UpdateFunctionCodeRequest, UpdateFunctionCodeResponse> {
    private final CodeConfig config;

    UpdateFunctionCode(CodeConfig config) {
        this.config = config;
    }

    @Override
    public String entity(UpdateFunctionCodeRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller).arn();
    }

    @Override
    public Outcome<UpdateFunctionCodeResponse> handle(
            Tx tx, UpdateFunctionCodeRequest request, Caller caller) {
        FunctionName name = FunctionName.parse(request.functionName(), null, caller);
        Function function = Functions.require(tx, name);
        Version before = Versions.requireLatest(tx, name);
        Revisions.check(request.revisionId(), before.revision());
        if (request.imageUri() != null) {
            throw LambdaErrors.invalid(
                    "Please do not provide ImageUri when updating a function with packageType"
                            + " Zip.");
        }
        GivenCode code =
                GivenCode.of(
                        name.arn(),
                        request.zipFile(),
                        request.s3Bucket(),
                        request.s3Key(),
                        config.hotReload(),
                        name());
        UsedLayers.checkSize(code.code(), before.layers());
        AccountUsage.checkCode(tx::catalog, name.key(), code.code().size());
        Version after =
                new Version(
                        before.key(),
                        tx.now(),
                        tx.ids().uuid().toString(),
                        request.hasArchitectures()
                                ? before.configuration().toBuilder()
                                        .architectures(request.architectures())
                                        .build()
                                : before.configuration(),
                        code.code(),
                        before.layers(),
                        before.runtime());
        FunctionConfiguration shown = after.beingUpdated(tx.ids().uuid().toString());
        if (!Boolean.TRUE.equals(request.dryRun())) {
            // First the new, for it may be the old.
            code.keep(tx);
            Archives.release(tx, before.code());
            tx.put(LambdaTables.VERSIONS, after.key(), after);
            if (Boolean.TRUE.equals(request.publish())) {
                Version published = Versions.publish(tx, function, after, null);
                shown = published.beingCreated(published.revision());
            }
        }
        return Outcome.reply(SameMembers.copy(shown, UpdateFunctionCodeResponse.builder()).build());
    }
}
