package dev.antiphon.sqs;

import dev.antiphon.api.AwsException;

/**
 * The errors of SQS in AWS's words. The codes are the names of the shapes in the model; what the
 * Query protocol calls them is the wire's.
 */
final class SqsErrors {
    private SqsErrors() {}

    // Queues

    /**
     * The older Query protocol says "... for this wsdl version." instead, which the wire knows: it
     * depends on the protocol alone.
     */
    static AwsException queueDoesNotExist() {
        return AwsException.sender("QueueDoesNotExist", "The specified queue does not exist.");
    }

    static AwsException invalidAddress(String url) {
        return AwsException.sender(
                "InvalidAddress", 404, "The address " + url + " is not valid for this endpoint.");
    }

    static AwsException queueNameExists(String attribute) {
        return AwsException.sender(
                "QueueNameExists",
                "A queue already exists with the same name and a different value for attribute "
                        + attribute);
    }

    static AwsException queueDeletedRecently() {
        return AwsException.sender(
                "QueueDeletedRecently",
                "You must wait 60 seconds after deleting a queue before you can create another"
                        + " with the same name.");
    }

    static AwsException purgeQueueInProgress(String queue) {
        return AwsException.sender(
                "PurgeQueueInProgress",
                "Only one PurgeQueue operation on " + queue + " is allowed every 60 seconds.");
    }

    // Parameters

    static AwsException missingParameter(String parameter) {
        return AwsException.sender(
                "MissingParameter", "The request must contain the parameter " + parameter + ".");
    }

    static AwsException invalidParameter(String message) {
        return AwsException.sender("InvalidParameterValue", message);
    }

    /** The form that most of SQS's complaints about a value have. */
    static AwsException invalidParameter(String parameter, Object value, String reason) {
        return invalidParameter(
                "Value "
                        + value
                        + " for parameter "
                        + parameter
                        + " is invalid. Reason: "
                        + reason);
    }

    static AwsException notForThisQueueType(String parameter, Object value) {
        return invalidParameter(
                parameter,
                value,
                "The request include parameter that is not valid for this queue type.");
    }

    static AwsException resourceNotFound(String message) {
        return AwsException.sender("ResourceNotFoundException", 404, message);
    }

    static AwsException unsupportedOperation(String message) {
        return AwsException.sender("UnsupportedOperation", message);
    }

    static AwsException overLimit(String message) {
        return AwsException.sender("OverLimit", 403, message);
    }

    // Attributes of queues

    static AwsException unknownAttribute(String name) {
        return invalidAttributeName("Unknown Attribute " + name + ".");
    }

    static AwsException invalidAttributeName(String message) {
        return AwsException.sender("InvalidAttributeName", message);
    }

    static AwsException invalidAttributeValue(String attribute) {
        return AwsException.sender(
                "InvalidAttributeValue", "Invalid value for the parameter " + attribute + ".");
    }

    static AwsException invalidAttributeValue(String attribute, String reason) {
        return AwsException.sender(
                "InvalidAttributeValue",
                "Invalid value for the parameter " + attribute + ". Reason: " + reason);
    }

    // Messages

    static AwsException invalidMessageContents(String message) {
        return AwsException.sender("InvalidMessageContents", message);
    }

    static AwsException messageTooLong(int limit) {
        return invalidParameter(
                "One or more parameters are invalid. Reason: Message must be shorter than "
                        + limit
                        + " bytes.");
    }

    static AwsException receiptHandleIsInvalid(String handle) {
        return AwsException.sender(
                "ReceiptHandleIsInvalid",
                404,
                "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
    }

    static AwsException notAvailableForVisibilityChange(String handle) {
        return invalidParameter(
                "ReceiptHandle",
                handle,
                "Message does not exist or is not available for visibility timeout change.");
    }

    /** What FIFO queues say to a handle whose time is over; standard queues only after 12 hours. */
    static AwsException receiptHandleHasExpired(String handle) {
        return invalidParameter("ReceiptHandle", handle, "The receipt handle has expired.");
    }

    /** How a batch says the same of an entry. */
    static AwsException receiptHandleHasExpired() {
        return AwsException.sender("ReceiptHandleIsInvalid", "The receipt handle has expired");
    }

    // Batches

    static AwsException emptyBatchRequest(String entryType) {
        return AwsException.sender(
                "EmptyBatchRequest",
                "There should be at least one " + entryType + " in the request.");
    }

    static AwsException tooManyEntriesInBatchRequest(int sent) {
        return AwsException.sender(
                "TooManyEntriesInBatchRequest",
                "Maximum number of entries per request are 10. You have sent " + sent + ".");
    }

    static AwsException batchEntryIdsNotDistinct(String id) {
        return AwsException.sender("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
    }

    static AwsException invalidBatchEntryId() {
        return AwsException.sender(
                "InvalidBatchEntryId",
                "A batch entry id can only contain alphanumeric characters, hyphens and"
                        + " underscores. It can be at most 80 letters long.");
    }

    static AwsException batchRequestTooLong(long sent) {
        return AwsException.sender(
                "BatchRequestTooLong",
                "Batch requests cannot be longer than "
                        + MessageRules.LARGEST_MESSAGE
                        + " bytes. You have sent "
                        + sent
                        + " bytes.");
    }
}
