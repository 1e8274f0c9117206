package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionResponse;

/** Shows a version of a layer, with an address that its archive can be had from for a while. */
final class GetLayerVersion implements Command<GetLayerVersionRequest, GetLayerVersionResponse> {
    @Override
    public String entity(GetLayerVersionRequest request, Caller caller) {
        return Layers.name(request.layerName(), caller).arn();
    }

    @Override
    public Outcome<GetLayerVersionResponse> handle(
            Tx tx, GetLayerVersionRequest request, Caller caller) {
        LayerKey.Version key = Layers.version(request.layerName(), request.versionNumber(), caller);
        return Outcome.reply(Layers.view(tx, Layers.require(tx, key), caller));
    }
}
