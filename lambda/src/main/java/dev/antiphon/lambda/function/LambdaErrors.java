package dev.antiphon.lambda.function;

import dev.antiphon.api.AwsException;

/**
 * The errors of Lambda that more than one operation has. Where a recording or an error report shows
 * AWS's words, they are these; the others are ours.
 */
public final class LambdaErrors {
    /** Who is to blame, which Lambda says in most of its errors. */
    private static final String TYPE = "Type";

    private static final String USER = "User";

    private LambdaErrors() {}

    public static AwsException user(String code, String message) {
        return AwsException.sender(code, message).with(TYPE, USER);
    }

    public static AwsException invalid(String message) {
        return user("InvalidParameterValueException", message);
    }

    public static AwsException validation(String message) {
        return AwsException.sender("ValidationException", message);
    }

    /** What the model's constraints would say, of one that they do not know. */
    static AwsException violated(String value, String member, String constraint) {
        return validation(
                "1 validation error detected: Value '"
                        + value
                        + "' at '"
                        + member
                        + "' failed to satisfy constraint: "
                        + constraint);
    }

    public static AwsException notFound(String message) {
        return user("ResourceNotFoundException", message);
    }

    /**
     * @param arn perhaps with a qualifier
     */
    public static AwsException functionNotFound(String arn) {
        return notFound("Function not found: " + arn);
    }

    public static AwsException conflict(String message) {
        return user("ResourceConflictException", message);
    }
}
