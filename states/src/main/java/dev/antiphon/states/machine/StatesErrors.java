package dev.antiphon.states.machine;

import dev.antiphon.api.AwsException;

/**
 * The errors of Step Functions that more than one operation has, with the codes of its model. Where
 * a recording or an error report shows AWS's words, they are these; the others are ours.
 */
public final class StatesErrors {
    private StatesErrors() {}

    // Names

    public static AwsException invalidArn(String reason) {
        return AwsException.sender("InvalidArn", "Invalid Arn: '" + reason + "'");
    }

    public static AwsException invalidName(String name) {
        return AwsException.sender("InvalidName", "Invalid Name: '" + name + "'");
    }

    public static AwsException invalidToken(String reason) {
        return AwsException.sender("InvalidToken", "Invalid Token: '" + reason + "'");
    }

    // Machines

    /**
     * @param arn as the caller wrote it
     */
    public static AwsException machineDoesNotExist(String arn) {
        return AwsException.sender(
                "StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }

    public static AwsException machineIsDeleted(MachineArn arn) {
        return AwsException.sender(
                "StateMachineDeleting", "State Machine is being deleted: '" + arn + "'");
    }

    public static AwsException typeNotSupported() {
        return AwsException.sender(
                "StateMachineTypeNotSupported",
                "This operation is not supported by this type of state machine");
    }

    static AwsException machineExists(MachineArn arn) {
        return AwsException.sender(
                "StateMachineAlreadyExists", "State Machine Already Exists: '" + arn + "'");
    }

    public static AwsException invalidDefinition(String refusal) {
        return AwsException.sender("InvalidDefinition", refusal);
    }

    static AwsException nothingToUpdate() {
        return AwsException.sender(
                "MissingRequiredParameter",
                "Either the definition, the role ARN, the LoggingConfiguration, or the"
                        + " TracingConfiguration must be specified");
    }

    static AwsException tooManyMachines(int limit) {
        return AwsException.sender(
                "StateMachineLimitExceeded",
                "The maximum number of state machines has been reached: " + limit);
    }

    // Configurations

    static AwsException invalidLogging(String reason) {
        return AwsException.sender(
                "InvalidLoggingConfiguration", "Invalid Logging Configuration: " + reason);
    }

    static AwsException invalidRole(String role) {
        return AwsException.sender("InvalidArn", "Invalid Role Arn: '" + role + "'");
    }

    static AwsException invalidEncryption(String reason) {
        return AwsException.sender(
                "InvalidEncryptionConfiguration", "Invalid Encryption Configuration: " + reason);
    }

    // Versions and aliases

    static AwsException descriptionWithoutPublish() {
        return validation("Version description can only be set when publish is true");
    }

    static AwsException otherRevision(String wanted, String current) {
        return conflict(
                "Failed to publish the State Machine version for revision "
                        + wanted
                        + ". The current State Machine revision is "
                        + current
                        + ".");
    }

    static AwsException quota(String message) {
        return AwsException.sender("ServiceQuotaExceededException", 402, message);
    }

    static AwsException conflict(String message) {
        return AwsException.sender("ConflictException", 409, message);
    }

    public static AwsException validation(String message) {
        return AwsException.sender("ValidationException", message);
    }

    // Activities

    /**
     * @param arn as the caller wrote it
     */
    public static AwsException activityDoesNotExist(String arn) {
        return AwsException.sender(
                "ActivityDoesNotExist", "Activity Does Not Exist: '" + arn + "'");
    }

    static AwsException activityExists(ActivityArn arn) {
        return AwsException.sender(
                "ActivityAlreadyExists", "Activity Already Exists: '" + arn + "'");
    }

    static AwsException tooManyActivities(int limit) {
        return AwsException.sender(
                "ActivityLimitExceeded",
                "The maximum number of activities has been reached: " + limit);
    }

    // Tags, aliases

    /**
     * @param arn as the caller wrote it
     */
    public static AwsException resourceNotFound(String arn) {
        return AwsException.sender("ResourceNotFound", "Resource not found: '" + arn + "'");
    }

    static AwsException tooManyTags(String arn) {
        return AwsException.sender("TooManyTags", "Too many tags: '" + arn + "'");
    }
}
