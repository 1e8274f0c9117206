package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.CodeSigningConfig;
import software.amazon.awssdk.services.lambda.model.CreateCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.CreateCodeSigningConfigResponse;

/** Says whose signatures the code of functions needs. Signatures are not verified here. */
final class CreateCodeSigningConfig
        implements Command<CreateCodeSigningConfigRequest, CreateCodeSigningConfigResponse> {
    @Override
    public String entity(CreateCodeSigningConfigRequest request, Caller caller) {
        return CodeSigning.owner(caller);
    }

    @Override
    public Outcome<CreateCodeSigningConfigResponse> handle(
            Tx tx, CreateCodeSigningConfigRequest request, Caller caller) {
        CodeSigning signing =
                new CodeSigning(
                        CodeSigning.newArn(tx, caller),
                        tx.now(),
                        ResourceTags.with(Map.of(), request.tags()),
                        CodeSigningConfig.builder()
                                .description(Configurations.orElse(request.description(), ""))
                                .allowedPublishers(request.allowedPublishers())
                                .codeSigningPolicies(
                                        Configurations.orElse(
                                                request.codeSigningPolicies(), CodeSigning.WARN))
                                .build());
        tx.put(LambdaTables.CODE_SIGNING, signing.arn(), signing);
        return Outcome.reply(
                CreateCodeSigningConfigResponse.builder()
                        .codeSigningConfig(signing.view())
                        .build());
    }
}
