package dev.antiphon.lambda.mapping;

import dev.antiphon.api.AwsException;
import dev.antiphon.lambda.function.LambdaErrors;

/** The errors of mappings that more than one operation has. */
final class MappingErrors {
    private MappingErrors() {}

    static AwsException notFound() {
        return LambdaErrors.notFound("The resource you requested does not exist.");
    }

    /** It is still becoming what it was told to become. */
    static AwsException inUse(String verb) {
        return LambdaErrors.user(
                "ResourceInUseException",
                "Cannot " + verb + " the event source mapping because it is in use.");
    }

    static AwsException unsupported(String parameter) {
        return LambdaErrors.invalid(
                "Unsupported " + parameter + " parameter for given event source mapping type.");
    }
}
