package dev.antiphon.wire.validate;

import dev.antiphon.wire.codec.OperationShapes;
import software.amazon.awssdk.core.SdkPojo;

/** Checks an input against its model, as the service does. */
public sealed interface Validation permits CoralValidation, SqsValidation {
    Validation CORAL = new CoralValidation("ValidationException");
    Validation QUERY = new CoralValidation("ValidationError");
    Validation SQS = new SqsValidation();

    /**
     * Returns if the input is good.
     *
     * @throws dev.antiphon.api.AwsException if it is not
     */
    void check(OperationShapes operation, SdkPojo input);

    /** That of a service, by the name in its table. */
    static Validation of(String name) {
        return switch (name) {
            case "sqs" -> SQS;
            case "query" -> QUERY;
            default -> CORAL;
        };
    }
}
