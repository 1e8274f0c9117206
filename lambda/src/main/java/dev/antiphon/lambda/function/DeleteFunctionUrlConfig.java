package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigResponse;

/** Takes a function's URL from it: it is not given out again. */
final class DeleteFunctionUrlConfig
        implements Command<DeleteFunctionUrlConfigRequest, DeleteFunctionUrlConfigResponse> {
    @Override
    public String entity(DeleteFunctionUrlConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<DeleteFunctionUrlConfigResponse> handle(
            Tx tx, DeleteFunctionUrlConfigRequest request, Caller caller) {
        QualifiedKey key = FunctionUrls.key(name(request, caller));
        FunctionUrl url = tx.get(LambdaTables.URLS, key);
        if (url == null) {
            throw FunctionUrls.notFound();
        }
        tx.delete(LambdaTables.URLS, key);
        tx.delete(LambdaTables.URL_IDS, url.id());
        return Outcome.reply(DeleteFunctionUrlConfigResponse.builder().build());
    }

    private static FunctionName name(DeleteFunctionUrlConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
