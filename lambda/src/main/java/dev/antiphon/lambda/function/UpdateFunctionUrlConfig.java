package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigResponse;

/** Changes what is said of a function's URL; the URL stays. */
final class UpdateFunctionUrlConfig
        implements Command<UpdateFunctionUrlConfigRequest, UpdateFunctionUrlConfigResponse> {
    @Override
    public String entity(UpdateFunctionUrlConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<UpdateFunctionUrlConfigResponse> handle(
            Tx tx, UpdateFunctionUrlConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        QualifiedKey key = FunctionUrls.key(name);
        FunctionUrl before = tx.get(LambdaTables.URLS, key);
        if (before == null) {
            throw FunctionUrls.notFound();
        }
        FunctionUrl url =
                new FunctionUrl(
                        before.id(),
                        before.function(),
                        Configurations.orElse(request.authTypeAsString(), before.authType()),
                        Configurations.orElse(request.invokeModeAsString(), before.invokeMode()),
                        request.cors() == null ? before.cors() : request.cors(),
                        before.created(),
                        tx.now());
        tx.put(LambdaTables.URLS, key, url);
        return Outcome.reply(
                SameMembers.copy(
                                FunctionUrls.view(url, caller),
                                UpdateFunctionUrlConfigResponse.builder())
                        .build());
    }

    private static FunctionName name(UpdateFunctionUrlConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
