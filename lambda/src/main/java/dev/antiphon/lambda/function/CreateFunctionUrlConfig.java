package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.InvokeMode;

/** Gives a function, or an alias of it, a URL. */
final class CreateFunctionUrlConfig
        implements Command<CreateFunctionUrlConfigRequest, CreateFunctionUrlConfigResponse> {
    @Override
    public String entity(CreateFunctionUrlConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<CreateFunctionUrlConfigResponse> handle(
            Tx tx, CreateFunctionUrlConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        FunctionUrls.checkTarget(tx, name);
        QualifiedKey key = FunctionUrls.key(name);
        if (tx.has(LambdaTables.URLS, key)) {
            throw LambdaErrors.conflict(
                    "Failed to create function url config for [functionArn = "
                            + key.arn()
                            + "]. Error message:  FunctionUrlConfig exists for this Lambda"
                            + " function");
        }
        FunctionUrl url =
                new FunctionUrl(
                        FunctionUrls.newId(tx),
                        name,
                        request.authTypeAsString(),
                        request.invokeMode() == null
                                ? InvokeMode.BUFFERED.toString()
                                : request.invokeModeAsString(),
                        request.cors(),
                        tx.now(),
                        tx.now());
        tx.put(LambdaTables.URLS, key, url);
        tx.put(LambdaTables.URL_IDS, url.id(), key);
        return Outcome.reply(
                CreateFunctionUrlConfigResponse.builder()
                        .functionUrl(FunctionUrls.address(url, caller))
                        .functionArn(key.arn())
                        .authType(url.authType())
                        .cors(url.cors())
                        .creationTime(url.created().toString())
                        .invokeMode(request.invokeModeAsString())
                        .build());
    }

    private static FunctionName name(CreateFunctionUrlConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), request.qualifier(), caller);
    }
}
