package dev.antiphon.states.execution;

import dev.antiphon.api.AwsException;

/** The errors of operations on executions, in AWS's words. */
final class ExecutionErrors {
    private ExecutionErrors() {}

    static AwsException noExecution(String arn) {
        return AwsException.sender(
                "ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
    }

    static AwsException exists(String arn) {
        return AwsException.sender(
                "ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
    }

    static AwsException invalidInput(String message) {
        return AwsException.sender("InvalidExecutionInput", message);
    }

    static AwsException taskTimedOut() {
        return AwsException.sender(
                "TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
    }

    static AwsException invalidOutput(String reason) {
        return AwsException.sender("InvalidOutput", "Invalid Output: '" + reason + "'");
    }
}
