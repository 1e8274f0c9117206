package dev.antiphon.apigateway.definition;

import dev.antiphon.api.AwsException;

/**
 * The errors of API Gateway, with the codes of its model. Where an error report shows AWS's words,
 * they are these; the others are ours.
 */
public final class ApiErrors {
    private ApiErrors() {}

    public static AwsException badRequest(String message) {
        return AwsException.sender("BadRequestException", message);
    }

    static AwsException conflict(String message) {
        return AwsException.sender("ConflictException", 409, message);
    }

    static AwsException notFound(String message) {
        return AwsException.sender("NotFoundException", 404, message);
    }

    static AwsException noApi(String account, String id) {
        return notFound("Invalid API identifier specified " + account + ":" + id);
    }

    /** A part of an API that is not there, such as an {@code Integration}. */
    static AwsException no(String kind) {
        return notFound("Invalid " + kind + " identifier specified");
    }

    /** More than there may be (the quotas of HTTP APIs). */
    static AwsException tooMany(String what) {
        return AwsException.sender(
                "TooManyRequestsException",
                429,
                "Maximum number of " + what + " has been reached.");
    }
}
