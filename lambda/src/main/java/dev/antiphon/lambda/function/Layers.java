package dev.antiphon.lambda.function;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.LayerVersionContentOutput;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;

/** Layers and their versions. */
final class Layers {
    private static final List<String> ARCHITECTURES = List.of("x86_64", "arm64");

    private Layers() {}

    /**
     * @param name of a layer, or its ARN
     */
    static LayerKey name(String name, Caller caller) {
        String[] parts = name.split(":");
        return parts.length > 1
                ? new LayerKey(parts[4], parts[3], parts[6])
                : new LayerKey(caller.account(), caller.region(), name);
    }

    /**
     * @throws AwsException InvalidParameterValueException
     */
    static LayerKey.Version version(String name, Long number, Caller caller) {
        if (number < 1) {
            throw LambdaErrors.invalid("Layer Version Cannot be less than 1");
        }
        return new LayerKey.Version(name(name, caller), number);
    }

    static AwsException notFound() {
        return LambdaErrors.notFound("The resource you requested does not exist.");
    }

    /**
     * @throws AwsException ResourceNotFoundException
     */
    static LayerVersion require(Tx tx, LayerKey.Version key) {
        LayerVersion version = tx.get(LambdaTables.LAYERS, key);
        if (version == null) {
            throw notFound();
        }
        return version;
    }

    /**
     * @throws AwsException ResourceNotFoundException
     */
    static LayerVersion requireForPolicy(Tx tx, LayerKey.Version key) {
        LayerVersion version = tx.get(LambdaTables.LAYERS, key);
        if (version == null) {
            throw LambdaErrors.notFound("Layer version " + key.arn() + " does not exist.");
        }
        return version;
    }

    /**
     * @throws AwsException ResourceNotFoundException
     */
    static Policy requirePolicy(LayerVersion version) {
        Policy policy = version.policy();
        if (policy == null) {
            throw LambdaErrors.notFound("No policy is associated with the given resource.");
        }
        return policy;
    }

    /** The versions of a layer, the oldest first. */
    static List<LayerVersion> of(Catalogs catalogs, LayerKey layer) {
        return List.copyOf(
                catalogs.catalog(LambdaTables.LAYERS)
                        .range(
                                new LayerKey.Version(layer, 0),
                                new LayerKey.Version(layer, Long.MAX_VALUE))
                        .values());
    }

    /** The versions of all layers, in the order of the layers, the oldest of each first. */
    static List<LayerVersion> of(Catalogs catalogs, String account, String region) {
        return List.copyOf(
                catalogs.catalog(LambdaTables.LAYERS)
                        .range(
                                new LayerKey.Version(new LayerKey(account, region, ""), 0),
                                new LayerKey.Version(new LayerKey(account, region + "\0", ""), 0))
                        .values());
    }

    /** A marker that orders versions by their numbers, from the last to the first. */
    static String newestFirst(LayerVersion version) {
        return String.format(Locale.ROOT, "%019d", Long.MAX_VALUE - version.key().number());
    }

    /**
     * What the model's enumerations would say: layers may also name runtimes that functions cannot
     * have any more.
     *
     * @throws AwsException ValidationException
     */
    static void check(PublishLayerVersionRequest request) {
        List<String> errors = new ArrayList<>();
        List<String> runtimes = request.compatibleRuntimesAsStrings();
        if (!runtimes.stream().allMatch(Runtimes::isKnown)) {
            errors.add(
                    violation(
                            runtimes,
                            "compatibleRuntimes",
                            "Member must satisfy enum value set: " + Runtimes.supported()));
        }
        List<String> architectures = request.compatibleArchitecturesAsStrings();
        if (!ARCHITECTURES.containsAll(architectures)) {
            errors.add(
                    violation(
                            architectures,
                            "compatibleArchitectures",
                            "Member must satisfy constraint: [Member must satisfy enum value set: "
                                    + ARCHITECTURES
                                    + ", Member must not be null]"));
        }
        if (!errors.isEmpty()) {
            throw LambdaErrors.validation(
                    (errors.size() == 1
                                    ? "1 validation error"
                                    : errors.size() + " validation errors")
                            + " detected: "
                            + String.join("; ", errors));
        }
    }

    private static String violation(List<String> values, String member, String constraint) {
        return "Value '"
                + values
                + "' at '"
                + member
                + "' failed to satisfy constraint: "
                + constraint;
    }

    /**
     * @param runtime that layers are to go with, or null
     * @throws AwsException ValidationException
     */
    static void checkFilter(@Nullable String runtime) {
        if (runtime != null && !Runtimes.isKnown(runtime) && !Runtimes.EVER.contains(runtime)) {
            throw LambdaErrors.violated(
                    runtime,
                    "compatibleRuntime",
                    "Member must satisfy enum value set: " + Runtimes.EVER);
        }
    }

    static GetLayerVersionResponse view(Tx tx, LayerVersion version, Caller caller) {
        LayerKey.Version key = version.key();
        Code code = version.code();
        return GetLayerVersionResponse.builder()
                .layerArn(key.layer().arn())
                .layerVersionArn(key.arn())
                .version(key.number())
                .description(version.description())
                .createdDate(Timestamps.text(version.created()))
                .licenseInfo(version.license())
                .compatibleRuntimesWithStrings(version.runtimes())
                .compatibleArchitecturesWithStrings(version.architectures())
                .content(
                        LayerVersionContentOutput.builder()
                                .codeSha256(code.sha256())
                                .codeSize(code.size())
                                .location(
                                        CodeLocation.of(code, key.number(), tx)
                                                .url(version.secret(), caller))
                                .build())
                .build();
    }
}
