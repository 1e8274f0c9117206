package dev.antiphon.lambda.function;

import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** A configuration as it is shown to whoever asked for it by a qualifier. */
final class Shown {
    private Shown() {}

    /** Under the ARN that it was asked for: with an alias, say. */
    static FunctionConfiguration as(FunctionConfiguration configuration, FunctionName asked) {
        return configuration.toBuilder().functionArn(asked.qualifiedArn()).build();
    }
}
