package dev.antiphon.lambda.function;

import dev.antiphon.api.Arn;
import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.ModelRow;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CodeSigningConfig;
import software.amazon.awssdk.services.lambda.model.CodeSigningPolicies;
import software.amazon.awssdk.services.lambda.model.CodeSigningPolicy;

/**
 * A code signing configuration. It is kept and shown; signatures are not verified.
 *
 * @param config with publishers, policies and description
 */
record CodeSigning(
        String arn, Instant modified, Map<String, String> tags, CodeSigningConfig config) {
    /** What goes for configurations that do not say what untrusted code leads to. */
    static final CodeSigningPolicies WARN =
            CodeSigningPolicies.builder()
                    .untrustedArtifactOnDeployment(CodeSigningPolicy.WARN)
                    .build();

    private static final String KIND = "code-signing-config";

    static final RowCodec<CodeSigning> CODEC =
            RowCodec.first(
                    (signing, out) -> {
                        out.text(signing.arn).i64(signing.modified.toEpochMilli());
                        out.texts(signing.tags);
                        ModelRow.write(signing.config, out);
                    },
                    in ->
                            new CodeSigning(
                                    in.text(),
                                    Instant.ofEpochMilli(in.i64()),
                                    in.namedTexts(),
                                    ModelRow.read(CodeSigningConfig.builder(), in).build()));

    CodeSigning {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    CodeSigning withTags(Map<String, String> changed) {
        return new CodeSigning(arn, modified, changed, config);
    }

    /** What all of an account in a region are routed by: a new one has no ARN yet. */
    static String owner(Caller caller) {
        return Arn.of("lambda", caller.region(), caller.account(), KIND).toString();
    }

    /**
     * @param arn that passed the model's pattern
     */
    static String owner(String arn) {
        return arn.substring(0, arn.lastIndexOf(':'));
    }

    static String newArn(Tx tx, Caller caller) {
        return owner(caller) + ":csc-" + String.format(Locale.ROOT, "%016x0", tx.ids().random());
    }

    /** The ARNs of the functions that have one, in order. */
    static List<String> functions(Catalogs catalogs, String arn) {
        return catalogs.catalog(LambdaTables.FUNCTIONS).all().values().stream()
                .filter(function -> arn.equals(function.codeSigning()))
                .map(function -> function.key().arn())
                .toList();
    }

    CodeSigningConfig view() {
        return config.toBuilder()
                .codeSigningConfigArn(arn)
                .codeSigningConfigId(id())
                .lastModified(Timestamps.text(modified))
                .build();
    }

    private String id() {
        return Arn.parse(arn).resource().substring(KIND.length() + 1);
    }

    /** For operations on one itself. */
    static AwsException notFound(String arn) {
        return AwsException.sender(
                "ResourceNotFoundException",
                "The Lambda code signing configuration " + arn + " can not be found.");
    }

    /**
     * @param arn of one that a function is to have, or null
     * @throws AwsException CodeSigningConfigNotFoundException
     */
    static void check(Catalogs catalogs, @Nullable String arn) {
        if (arn != null && catalogs.catalog(LambdaTables.CODE_SIGNING).get(arn) == null) {
            throw LambdaErrors.user(
                    "CodeSigningConfigNotFoundException",
                    "The code signing configuration cannot be found. Check that the provided"
                            + " configuration is not deleted: "
                            + arn
                            + ".");
        }
    }
}
