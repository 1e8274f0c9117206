package dev.antiphon.events;

import dev.antiphon.api.AwsException;

/** The errors of EventBridge in AWS's words. */
public final class EventsErrors {
    private EventsErrors() {}

    public static AwsException validation(String message) {
        return AwsException.sender("ValidationException", message);
    }

    public static AwsException notFound(String message) {
        return AwsException.sender("ResourceNotFoundException", message);
    }

    public static AwsException alreadyExists(String message) {
        return AwsException.sender("ResourceAlreadyExistsException", message);
    }

    public static AwsException busDoesNotExist(BusArn bus) {
        return notFound("Event bus " + bus.name() + " does not exist.");
    }

    static AwsException ruleDoesNotExist(RuleKey rule) {
        return notFound(
                "Rule " + rule.name() + " does not exist on EventBus " + rule.bus().name() + ".");
    }

    static AwsException managedRule(RuleKey rule, String owner) {
        return AwsException.sender(
                "ManagedRuleException",
                "Rule "
                        + rule.name()
                        + " is managed by an AWS service and can only be modified by it: "
                        + owner
                        + ".");
    }

    public static AwsException limitExceeded() {
        return AwsException.sender(
                "LimitExceededException",
                "The requested resource exceeds the maximum number allowed.");
    }

    public static AwsException invalidPattern(String reason) {
        return AwsException.sender(
                "InvalidEventPatternException", "Event pattern is not valid. Reason: " + reason);
    }
}
