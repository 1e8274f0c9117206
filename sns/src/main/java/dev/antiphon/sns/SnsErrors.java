package dev.antiphon.sns;

import dev.antiphon.api.AwsException;

/**
 * The errors of SNS in AWS's words. The codes are the names of the shapes in the model; what the
 * Query protocol calls them is the wire's.
 */
final class SnsErrors {
    private SnsErrors() {}

    /** Nearly all of SNS's complaints about a request. */
    static AwsException invalidParameter(String what) {
        return withText("Invalid parameter: " + what);
    }

    static AwsException invalidParameter(String parameter, String reason) {
        return invalidParameter(parameter + " Reason: " + reason);
    }

    static AwsException withText(String message) {
        return AwsException.sender("InvalidParameterException", message);
    }

    /** What is wrong with a message attribute has a code of its own. */
    static AwsException invalidAttribute(String message) {
        return AwsException.sender("InvalidParameterValueException", message);
    }

    /**
     * What most services say of a parameter that is missing: SNS does so behind its complaints
     * about ARNs, so that such parameters are checked here and not by the wire.
     */
    static AwsException missing(String parameter) {
        return AwsException.sender(
                "ValidationError",
                "1 validation error detected: Value null at '"
                        + parameter
                        + "' failed to satisfy constraint: Member must not be null");
    }

    static AwsException topicDoesNotExist() {
        return notFound("Topic does not exist");
    }

    static AwsException subscriptionDoesNotExist() {
        return notFound("Subscription does not exist");
    }

    static AwsException applicationDoesNotExist() {
        return notFound("PlatformApplication does not exist");
    }

    static AwsException endpointDoesNotExist() {
        return notFound("Endpoint does not exist");
    }

    private static AwsException notFound(String message) {
        return AwsException.sender("NotFoundException", 404, message);
    }

    /** Tags of, or a policy for, what is not there. */
    static AwsException resourceDoesNotExist() {
        return AwsException.sender("ResourceNotFoundException", 404, "Resource does not exist");
    }

    static AwsException endpointIsDisabled() {
        return AwsException.sender("EndpointDisabledException", "Endpoint is disabled");
    }

    static AwsException applicationIsDisabled() {
        return AwsException.sender(
                "PlatformApplicationDisabledException", "PlatformApplication is disabled");
    }

    static AwsException authorization(String message) {
        return AwsException.sender("AuthorizationErrorException", 403, message);
    }

    static AwsException tooManyTags() {
        return AwsException.sender(
                "TagLimitExceededException",
                "Could not complete request: tag quota of per resource exceeded");
    }

    static AwsException tooManySubscriptions() {
        return AwsException.sender(
                "SubscriptionLimitExceededException",
                403,
                "Subscription limit exceeded for the topic");
    }

    static AwsException tooManyFilterPolicies() {
        return AwsException.sender(
                "FilterPolicyLimitExceededException", 403, "Filter policy limit exceeded");
    }

    static AwsException invalidState(String message) {
        return AwsException.sender("InvalidStateException", message);
    }

    // Batches

    static AwsException emptyBatchRequest() {
        return AwsException.sender(
                "EmptyBatchRequestException", "The batch request doesn't contain any entries.");
    }

    static AwsException tooManyEntriesInBatchRequest() {
        return AwsException.sender(
                "TooManyEntriesInBatchRequestException",
                "The batch request contains more entries than permissible.");
    }

    static AwsException batchEntryIdsNotDistinct() {
        return AwsException.sender(
                "BatchEntryIdsNotDistinctException",
                "Two or more batch entries in the request have the same Id.");
    }

    static AwsException invalidBatchEntryId() {
        return AwsException.sender(
                "InvalidBatchEntryIdException",
                "The Id of a batch entry in a batch request doesn't abide by the specification.");
    }

    static AwsException batchRequestTooLong() {
        return AwsException.sender(
                "BatchRequestTooLongException",
                "The length of all the messages put together is more than the limit.");
    }
}
