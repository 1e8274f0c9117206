package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.DeleteLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteLayerVersionResponse;

/** Deletes a version of a layer, if it is there. Functions that have it keep it. */
final class DeleteLayerVersion
        implements Command<DeleteLayerVersionRequest, DeleteLayerVersionResponse> {
    @Override
    public String entity(DeleteLayerVersionRequest request, Caller caller) {
        return Layers.name(request.layerName(), caller).arn();
    }

    @Override
    public Outcome<DeleteLayerVersionResponse> handle(
            Tx tx, DeleteLayerVersionRequest request, Caller caller) {
        LayerKey.Version key = Layers.version(request.layerName(), request.versionNumber(), caller);
        LayerVersion version = tx.get(LambdaTables.LAYERS, key);
        if (version != null) {
            Archives.release(tx, version.code());
            tx.delete(LambdaTables.LAYERS, key);
        }
        return Outcome.reply(DeleteLayerVersionResponse.builder().build());
    }
}
