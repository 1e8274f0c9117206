package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.CodeSigningConfig;
import software.amazon.awssdk.services.lambda.model.UpdateCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateCodeSigningConfigResponse;

/** Changes a code signing configuration. What the request does not say stays. */
final class UpdateCodeSigningConfig
        implements Command<UpdateCodeSigningConfigRequest, UpdateCodeSigningConfigResponse> {
    @Override
    public String entity(UpdateCodeSigningConfigRequest request, Caller caller) {
        return CodeSigning.owner(request.codeSigningConfigArn());
    }

    @Override
    public Outcome<UpdateCodeSigningConfigResponse> handle(
            Tx tx, UpdateCodeSigningConfigRequest request, Caller caller) {
        String arn = request.codeSigningConfigArn();
        CodeSigning before = tx.get(LambdaTables.CODE_SIGNING, arn);
        if (before == null) {
            throw CodeSigning.notFound(arn);
        }
        CodeSigningConfig was = before.config();
        CodeSigning after =
                new CodeSigning(
                        arn,
                        tx.now(),
                        before.tags(),
                        CodeSigningConfig.builder()
                                .description(
                                        Configurations.orElse(
                                                request.description(), was.description()))
                                .allowedPublishers(
                                        Configurations.orElse(
                                                request.allowedPublishers(),
                                                was.allowedPublishers()))
                                .codeSigningPolicies(
                                        Configurations.orElse(
                                                request.codeSigningPolicies(),
                                                was.codeSigningPolicies()))
                                .build());
        tx.put(LambdaTables.CODE_SIGNING, arn, after);
        return Outcome.reply(
                UpdateCodeSigningConfigResponse.builder().codeSigningConfig(after.view()).build());
    }
}
