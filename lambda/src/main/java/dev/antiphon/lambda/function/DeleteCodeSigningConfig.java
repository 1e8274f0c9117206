package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.DeleteCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteCodeSigningConfigResponse;

/** Deletes a code signing configuration that no function has. */
final class DeleteCodeSigningConfig
        implements Command<DeleteCodeSigningConfigRequest, DeleteCodeSigningConfigResponse> {
    @Override
    public String entity(DeleteCodeSigningConfigRequest request, Caller caller) {
        return CodeSigning.owner(request.codeSigningConfigArn());
    }

    @Override
    public Outcome<DeleteCodeSigningConfigResponse> handle(
            Tx tx, DeleteCodeSigningConfigRequest request, Caller caller) {
        String arn = request.codeSigningConfigArn();
        if (!tx.has(LambdaTables.CODE_SIGNING, arn)) {
            throw CodeSigning.notFound(arn);
        }
        if (!CodeSigning.functions(tx::catalog, arn).isEmpty()) {
            throw LambdaErrors.conflict(
                    "The code signing configuration cannot be deleted because it's attached to at"
                            + " least one Lambda function. Check the functions that use it: "
                            + arn
                            + ".");
        }
        tx.delete(LambdaTables.CODE_SIGNING, arn);
        return Outcome.reply(DeleteCodeSigningConfigResponse.builder().build());
    }
}
