package dev.antiphon.states.execution;

import dev.antiphon.api.AwsException;

/** The errors of operations on executions, in AWS's words. */
final class ExecutionErrors {
    private ExecutionErrors() {}

    static AwsException invalidArn(String message) {
        return AwsException.sender("InvalidArn", message);
    }

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

    static AwsException invalidName(String name) {
        return AwsException.sender("InvalidName", "Invalid Name: '" + name + "'");
    }

    static AwsException invalidToken(String message) {
        return AwsException.sender("InvalidToken", message);
    }

    static AwsException invalidPage() {
        return AwsException.sender("InvalidToken", "Invalid Token: 'Invalid token'");
    }

    static AwsException taskTimedOut(String message) {
        return AwsException.sender("TaskTimedOut", message);
    }

    static AwsException wrongType() {
        return AwsException.sender(
                "StateMachineTypeNotSupported",
                "This operation is not supported by this type of state machine");
    }
}
