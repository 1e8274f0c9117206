package dev.antiphon.lambda.function;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/** Configures the unpublished version of a function anew. What the request does not say stays. */
final class UpdateFunctionConfiguration
        implements Command<
                UpdateFunctionConfigurationRequest, UpdateFunctionConfigurationResponse> {
    @Override
    public String entity(UpdateFunctionConfigurationRequest request, Caller caller) {
        return FunctionName.parse(request.functionName(), null, caller).arn();
    }

    @Override
    public Outcome<UpdateFunctionConfigurationResponse> handle(
            Tx tx, UpdateFunctionConfigurationRequest request, Caller caller) {
        FunctionName name = FunctionName.parse(request.functionName(), null, caller);
        Version before = Versions.requireLatest(tx, name);
        Revisions.check(request.revisionId(), before.revision());
        Unbuilt.check(request.durableConfig(), null, request.capacityProviderConfig());
        FunctionConfiguration configuration =
                Configurations.changed(before.configuration(), request, name.name());
        List<Code> layers = before.layers();
        if (request.hasLayers()) {
            UsedLayers used = UsedLayers.of(tx::catalog, request.layers(), name.key());
            layers = used.code();
            UsedLayers.checkSize(before.code(), layers);
            configuration =
                    configuration.toBuilder()
                            .layers(layers.isEmpty() ? null : used.shown())
                            .build();
        }
        Version after =
                new Version(
                        before.key(),
                        tx.now(),
                        tx.ids().uuid().toString(),
                        configuration,
                        before.code(),
                        layers,
                        before.runtime());
        tx.put(LambdaTables.VERSIONS, after.key(), after);
        LayerUse.tell(tx, after.key(), before.layers(), after.layers());
        return Outcome.reply(
                SameMembers.copy(
                                after.beingUpdated(tx.ids().uuid().toString()),
                                UpdateFunctionConfigurationResponse.builder())
                        .build());
    }
}
