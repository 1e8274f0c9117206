package dev.antiphon.lambda.function;

import dev.antiphon.api.AwsException;
import dev.antiphon.engine.Tx;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;

/** The aliases of functions. */
final class Aliases {
    private Aliases() {}

    /** All of a function that this partition owns. */
    static List<Alias> of(Tx tx, FunctionKey function) {
        return Rows.of(tx, LambdaTables.ALIASES, function);
    }

    static AwsException notFound(QualifiedKey alias) {
        return LambdaErrors.notFound("Cannot find alias arn: " + alias.arn());
    }

    /**
     * The weights of further versions, none where the request has none.
     *
     * @param version that gets what the others do not
     * @throws AwsException InvalidParameterValueException, or ResourceNotFoundException for a
     *     version that there is not
     */
    static Map<String, Double> weights(
            Tx tx,
            FunctionKey function,
            String version,
            @Nullable AliasRoutingConfiguration routing) {
        checkVersion(tx, function, version);
        Map<String, Double> weights =
                routing == null ? Map.of() : routing.additionalVersionWeights();
        if (weights.isEmpty()) {
            return weights;
        }
        if (weights.size() > 1) {
            throw LambdaErrors.invalid(
                    "Number of items in AdditionalVersionWeights cannot be greater than 1");
        }
        String other = weights.keySet().iterator().next();
        if (version.equals(FunctionName.LATEST)) {
            throw LambdaErrors.invalid(
                    "$LATEST is not supported for an alias pointing to more than 1 version");
        }
        if (other.equals(version)) {
            throw LambdaErrors.invalid(
                    "Invalid function version "
                            + other
                            + ". Function version "
                            + other
                            + " is already included in routing configuration.");
        }
        checkVersion(tx, function, other);
        return weights;
    }

    private static void checkVersion(Tx tx, FunctionKey function, String version) {
        VersionKey key = Versions.key(function, version);
        if (key == null || !tx.has(LambdaTables.VERSIONS, key)) {
            throw LambdaErrors.functionNotFound(new QualifiedKey(function, version).arn());
        }
    }
}
