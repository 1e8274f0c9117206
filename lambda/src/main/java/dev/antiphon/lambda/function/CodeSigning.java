package dev.antiphon.lambda.function;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Arn;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.service.ModelRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CodeSigningConfig;

/**
 * A code signing configuration. It is kept and shown; signatures are not verified.
 *
 * @param config with publishers, policies and description
 */
record CodeSigning(String arn, Instant modified, CodeSigningConfig config) {
    static final RowCodec<CodeSigning> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(CodeSigning signing, RowWriter out) {
                    out.text(signing.arn).i64(signing.modified.toEpochMilli());
                    ModelRow.write(signing.config, out);
                }

                @Override
                public CodeSigning read(int version, RowReader in) {
                    return new CodeSigning(
                            in.text(),
                            Instant.ofEpochMilli(in.i64()),
                            ModelRow.read(CodeSigningConfig.builder(), in).build());
                }
            };

    CodeSigningConfig view() {
        return config.toBuilder()
                .codeSigningConfigArn(arn)
                .codeSigningConfigId(id())
                .lastModified(Timestamps.text(modified))
                .build();
    }

    private String id() {
        return Arn.parse(arn).resource().substring("code-signing-config:".length());
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
