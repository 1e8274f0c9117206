package dev.antiphon.scheduler;

import dev.antiphon.api.AwsException;

/**
 * The errors of EventBridge Scheduler, with the codes of its model. Where a recording or an error
 * report shows AWS's words, they are these; the others are ours.
 */
final class SchedulerErrors {
    private SchedulerErrors() {}

    static AwsException invalid(String message) {
        return AwsException.sender("ValidationException", message);
    }

    static AwsException invalidExpression(String expression) {
        return invalid("Invalid Schedule Expression " + expression + ".");
    }

    static AwsException noSchedule(ScheduleArn arn) {
        return AwsException.sender(
                "ResourceNotFoundException", 404, "Schedule " + arn.name() + " does not exist.");
    }

    static AwsException noGroup(GroupArn arn) {
        return AwsException.sender(
                "ResourceNotFoundException",
                404,
                "Schedule group " + arn.name() + " does not exist.");
    }

    static AwsException scheduleExists(ScheduleArn arn) {
        return conflict("Schedule " + arn.name() + " already exists.");
    }

    static AwsException groupExists(GroupArn arn) {
        return conflict("Schedule group " + arn.name() + " already exists.");
    }

    static AwsException groupIsDeleted(GroupArn arn) {
        return conflict("Schedule group " + arn.name() + " is being deleted.");
    }

    static AwsException conflict(String message) {
        return AwsException.sender("ConflictException", 409, message);
    }
}
