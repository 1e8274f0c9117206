package dev.antiphon.lambda.function;

import dev.antiphon.api.AwsException;
import dev.antiphon.engine.Catalogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.lambda.model.Layer;

/**
 * The layers that a function is to have.
 *
 * @param versions in order
 */
record UsedLayers(List<LayerVersion> versions) {
    private static final int MOST = 5;

    UsedLayers {
        versions = List.copyOf(versions);
    }

    /**
     * @param arns of layer versions, as they passed the model's pattern
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException
     */
    static UsedLayers of(Catalogs catalogs, List<String> arns, FunctionKey function) {
        if (arns.size() > MOST) {
            throw LambdaErrors.invalid("Cannot reference more than " + MOST + " layers.");
        }
        List<LayerVersion> versions = new ArrayList<>();
        for (String arn : arns) {
            LayerKey.Version key = LayerKey.Version.parse(arn);
            if (!key.layer().region().equals(function.region())) {
                throw LambdaErrors.invalid(
                        "Layers are not in the same region as the function. Layers are expected to"
                                + " be in region "
                                + function.region()
                                + ".");
            }
            LayerVersion version = catalogs.catalog(LambdaTables.LAYERS).get(key);
            if (version == null) {
                throw LambdaErrors.invalid("Layer version " + arn + " does not exist.");
            }
            if (!version.admits(function.account())) {
                throw AwsException.sender(
                        "AccessDeniedException",
                        403,
                        "Account "
                                + function.account()
                                + " is not authorized to perform: lambda:GetLayerVersion on"
                                + " resource: "
                                + arn
                                + " because no resource-based policy allows the"
                                + " lambda:GetLayerVersion action");
            }
            versions.stream()
                    .filter(other -> other.key().layer().equals(key.layer()))
                    .findFirst()
                    .ifPresent(other -> {
                        throw LambdaErrors.invalid(
                                String.format(
                                        Locale.ROOT,
                                        "Two different versions of the same layer are not allowed"
                                                + " to be referenced in the same function. %s and"
                                                + " %s are versions of the same layer.",
                                        other.key().arn(),
                                        key.arn()));
                    });
            versions.add(version);
        }
        return new UsedLayers(versions);
    }

    /** As a configuration shows them. */
    List<Layer> shown() {
        return versions.stream()
                .map(version ->
                        Layer.builder()
                                .arn(version.key().arn())
                                .codeSize(version.code().size())
                                .build())
                .toList();
    }

    List<Code> code() {
        return versions.stream().map(LayerVersion::code).toList();
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException if code and layers
     *     together are too large
     */
    static void checkSize(Code code, List<Code> layers) {
        long bytes = code.unzipped() + layers.stream().mapToLong(Code::unzipped).sum();
        if (bytes > Archives.MOST_UNZIPPED) {
            throw LambdaErrors.invalid(
                    "Function code combined with layers exceeds the maximum allowed size of "
                            + Archives.MOST_UNZIPPED
                            + " bytes. The actual size is "
                            + bytes
                            + " bytes.");
        }
    }
}
