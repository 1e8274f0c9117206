package dev.antiphon.events;

import dev.antiphon.api.Arn;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** What a target may be. */
final class TargetRules {
    private TargetRules() {}

    /**
     * @throws dev.antiphon.api.AwsException ValidationException
     */
    static void check(Target target, BusArn bus) {
        Arn arn = arn(target.arn());
        checkDeadLetters(target);
        checkInput(target);
        checkParameters(target, arn);
        checkBus(target, bus);
    }

    private static Arn arn(String text) {
        Arn arn = Arn.find(text);
        if (arn == null) {
            throw EventsErrors.validation(
                    "Parameter "
                            + text
                            + " is not valid. Reason: Provided Arn is not in correct format.");
        }
        return arn;
    }

    /** What is given up must not be lost for want of a queue that could take it. */
    private static void checkDeadLetters(Target target) {
        String queue = target.deadLetterConfig() == null ? null : target.deadLetterConfig().arn();
        if (queue != null && !arn(queue).service().equals("sqs")) {
            throw EventsErrors.validation(
                    "Parameter "
                            + queue
                            + " is not valid. Reason: A dead-letter queue must be an Amazon SQS"
                            + " queue.");
        }
    }

    private static void checkInput(Target target) {
        int given = 0;
        given += target.input() == null ? 0 : 1;
        given += target.inputPath() == null ? 0 : 1;
        given += target.inputTransformer() == null ? 0 : 1;
        if (given > 1) {
            throw EventsErrors.validation(
                    "Only one of Input, InputPath, or InputTransformer must be provided for target "
                            + target.id()
                            + ".");
        }
        if (target.input() != null && Json.parse(target.input()) == null) {
            throw EventsErrors.validation(
                    "JSON syntax error in input for target " + target.id() + ".");
        }
        if (target.inputPath() != null && JsonPath.parse(target.inputPath()) == null) {
            throw EventsErrors.validation("Invalid InputPath for target " + target.id() + ".");
        }
        if (target.inputTransformer() != null) {
            checkTransformer(target, target.inputTransformer());
        }
    }

    private static void checkTransformer(Target target, InputTransformer transformer) {
        Map<String, JsonPath> paths = new LinkedHashMap<>();
        transformer
                .inputPathsMap()
                .forEach((name, text) -> {
                    JsonPath path = JsonPath.parse(text);
                    if (path == null || InputTemplate.reserved(name)) {
                        throw EventsErrors.validation(
                                "InputPath for target " + target.id() + " is invalid.");
                    }
                    paths.put(name, path);
                });
        String undefined = InputTemplate.of(transformer.inputTemplate(), paths).undefined();
        if (undefined != null) {
            throw EventsErrors.validation(
                    "InputTemplate for target "
                            + target.id()
                            + " contains invalid placeholder "
                            + undefined
                            + ".");
        }
    }

    private static void checkParameters(Target target, Arn arn) {
        boolean fifoQueue = arn.service().equals("sqs") && arn.resource().endsWith(".fifo");
        boolean grouped =
                target.sqsParameters() != null && target.sqsParameters().messageGroupId() != null;
        if (fifoQueue && !grouped) {
            throw mustBeSpecified("SqsParameters", target);
        }
        if (arn.service().equals("ecs") && target.ecsParameters() == null) {
            throw mustBeSpecified("EcsParameters", target);
        }
        if (arn.service().equals("batch") && target.batchParameters() == null) {
            throw mustBeSpecified("BatchParameters", target);
        }
        if (needsRole(arn) && target.roleArn() == null) {
            throw EventsErrors.validation("RoleArn is required for target " + target.arn() + ".");
        }
    }

    private static dev.antiphon.api.AwsException mustBeSpecified(String parameters, Target target) {
        return EventsErrors.validation(
                "Parameter(s) "
                        + parameters
                        + " must be specified for target: "
                        + target.id()
                        + ".");
    }

    /** The others let EventBridge in by a policy of their own. */
    private static boolean needsRole(Arn arn) {
        return switch (arn.service()) {
            case "states", "kinesis", "firehose", "ecs", "batch", "codebuild", "codepipeline" ->
                    true;
            case "events" -> arn.resource().startsWith("api-destination/");
            default -> false;
        };
    }

    /** An event that is for another account's bus goes there as it is. */
    private static void checkBus(Target target, BusArn from) {
        @Nullable BusArn to = BusArn.parse(target.arn());
        if (to == null) {
            return;
        }
        if (to.equals(from)) {
            throw EventsErrors.validation(
                    "Target " + target.id() + " must not be the event bus of the rule itself.");
        }
        boolean changed =
                target.input() != null
                        || target.inputPath() != null
                        || target.inputTransformer() != null;
        if (changed && !to.account().equals(from.account())) {
            throw EventsErrors.validation(
                    "Input, InputPath and InputTransformer are not available for target "
                            + target.id()
                            + ": it is an event bus of another account.");
        }
    }
}
