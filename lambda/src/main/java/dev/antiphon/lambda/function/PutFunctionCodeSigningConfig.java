package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.PutFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionCodeSigningConfigResponse;

/** Gives a function a code signing configuration. */
final class PutFunctionCodeSigningConfig
        implements Command<
                PutFunctionCodeSigningConfigRequest, PutFunctionCodeSigningConfigResponse> {
    @Override
    public String entity(PutFunctionCodeSigningConfigRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<PutFunctionCodeSigningConfigResponse> handle(
            Tx tx, PutFunctionCodeSigningConfigRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        CodeSigning.check(tx::catalog, request.codeSigningConfigArn());
        Function function = Functions.require(tx, name);
        tx.put(
                LambdaTables.FUNCTIONS,
                name.key(),
                function.withCodeSigning(request.codeSigningConfigArn()));
        return Outcome.reply(
                PutFunctionCodeSigningConfigResponse.builder()
                        .functionName(name.name())
                        .codeSigningConfigArn(request.codeSigningConfigArn())
                        .build());
    }

    private static FunctionName name(PutFunctionCodeSigningConfigRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller);
    }
}
