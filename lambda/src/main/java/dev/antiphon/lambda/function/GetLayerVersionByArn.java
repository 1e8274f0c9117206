package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnResponse;

/** Shows a version of a layer, as GetLayerVersion does. */
final class GetLayerVersionByArn
        implements Command<GetLayerVersionByArnRequest, GetLayerVersionByArnResponse> {
    @Override
    public String entity(GetLayerVersionByArnRequest request, Caller caller) {
        return LayerKey.Version.parse(request.arn()).layer().arn();
    }

    @Override
    public Outcome<GetLayerVersionByArnResponse> handle(
            Tx tx, GetLayerVersionByArnRequest request, Caller caller) {
        LayerVersion version = Layers.require(tx, LayerKey.Version.parse(request.arn()));
        return Outcome.reply(
                SameMembers.copy(
                                Layers.view(tx, version, caller),
                                GetLayerVersionByArnResponse.builder())
                        .build());
    }
}
