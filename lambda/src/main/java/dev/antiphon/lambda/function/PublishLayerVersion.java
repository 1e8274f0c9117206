package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.LayerVersionContentInput;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;

/** Makes a new version of a layer, and with the first one the layer. */
final class PublishLayerVersion
        implements Command<PublishLayerVersionRequest, PublishLayerVersionResponse> {
    @Override
    public String entity(PublishLayerVersionRequest request, Caller caller) {
        return Layers.name(request.layerName(), caller).arn();
    }

    @Override
    public Outcome<PublishLayerVersionResponse> handle(
            Tx tx, PublishLayerVersionRequest request, Caller caller) {
        LayerKey layer = Layers.name(request.layerName(), caller);
        Layers.check(request);
        LayerVersionContentInput content = request.content();
        GivenCode code =
                GivenCode.of(
                        layer.arn(),
                        content.zipFile(),
                        content.s3Bucket(),
                        content.s3Key(),
                        false,
                        name());
        AccountUsage.checkCode(
                tx::catalog,
                new FunctionKey(layer.account(), layer.region(), ""),
                code.code().size());
        code.keep(tx);
        Long last = tx.get(LambdaTables.LAYER_NUMBERS, layer);
        long number = last == null ? 1 : last + 1;
        LayerVersion version =
                new LayerVersion(
                        new LayerKey.Version(layer, number),
                        tx.now(),
                        Configurations.orElse(request.description(), ""),
                        request.licenseInfo(),
                        request.hasCompatibleRuntimes()
                                ? request.compatibleRuntimesAsStrings()
                                : null,
                        request.hasCompatibleArchitectures()
                                ? request.compatibleArchitecturesAsStrings()
                                : null,
                        code.code(),
                        null,
                        CodeLocation.newSecret(tx));
        tx.put(LambdaTables.LAYER_NUMBERS, layer, number);
        tx.put(LambdaTables.LAYERS, version.key(), version);
        return Outcome.reply(
                SameMembers.copy(
                                Layers.view(tx, version, caller),
                                PublishLayerVersionResponse.builder())
                        .build());
    }
}
