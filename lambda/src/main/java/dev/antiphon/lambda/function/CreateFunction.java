package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** Creates a function, and a first version of it if it is asked to. */
final class CreateFunction implements Command<CreateFunctionRequest, CreateFunctionResponse> {
    private static final int LONGEST_NAME = 64;

    private final CodeConfig config;

    CreateFunction(CodeConfig config) {
        this.config = config;
    }

    @Override
    public String entity(CreateFunctionRequest request, Caller caller) {
        return name(request, caller).arn();
    }

    @Override
    public Outcome<CreateFunctionResponse> handle(
            Tx tx, CreateFunctionRequest request, Caller caller) {
        FunctionName name = name(request, caller);
        FunctionKey key = name.key();
        Unbuilt.check(
                request.durableConfig(), request.tenancyConfig(), request.capacityProviderConfig());
        FunctionConfiguration configuration = Configurations.of(request, name.name());
        UsedLayers layers = UsedLayers.of(tx::catalog, request.layers(), key);
        if (!layers.versions().isEmpty()) {
            configuration = configuration.toBuilder().layers(layers.shown()).build();
        }
        CodeSigning.check(tx::catalog, request.codeSigningConfigArn());
        FunctionCode given = request.code();
        GivenCode code =
                GivenCode.of(
                        name.arn(),
                        given.zipFile(),
                        given.s3Bucket(),
                        given.s3Key(),
                        config.hotReload(),
                        name());
        UsedLayers.checkSize(code.code(), layers.code());
        AccountUsage.checkCode(tx::catalog, key, code.code().size());
        if (tx.has(LambdaTables.FUNCTIONS, key)) {
            throw LambdaErrors.conflict("Function already exist: " + name.name());
        }
        code.keep(tx);
        Function function =
                new Function(
                        key,
                        0,
                        ResourceTags.with(Map.of(), request.tags()),
                        null,
                        false,
                        request.codeSigningConfigArn(),
                        CodeLocation.newSecret(tx));
        Version latest =
                new Version(
                        VersionKey.latest(key),
                        tx.now(),
                        tx.ids().uuid().toString(),
                        configuration,
                        code.code(),
                        layers.code(),
                        Version.RuntimeManagement.AUTO);
        tx.put(LambdaTables.FUNCTIONS, key, function);
        tx.put(LambdaTables.VERSIONS, latest.key(), latest);
        LayerUse.tell(tx, latest.key(), List.of(), latest.layers());
        FunctionConfiguration shown = latest.beingCreated(tx.ids().uuid().toString());
        if (Boolean.TRUE.equals(request.publish())) {
            Version first = Versions.publish(tx, function, latest, null);
            shown = shown.toBuilder().version(first.key().version()).build();
        }
        return Outcome.reply(SameMembers.copy(shown, CreateFunctionResponse.builder()).build());
    }

    private static FunctionName name(CreateFunctionRequest request, Caller caller) {
        FunctionName name = FunctionName.parse(request.functionName(), null, caller);
        if (name.name().length() > LONGEST_NAME) {
            throw LambdaErrors.violated(
                    name.name(),
                    "functionName",
                    "Member must have length less than or equal to " + LONGEST_NAME);
        }
        if (name.qualifier() != null && !name.qualifier().equals(FunctionName.LATEST)) {
            throw LambdaErrors.invalid("The function name of a new function has no qualifier.");
        }
        return name;
    }
}
