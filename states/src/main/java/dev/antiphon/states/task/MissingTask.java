package dev.antiphon.states.task;

import dev.antiphon.delivery.Answer;
import dev.antiphon.engine.Tx;

/**
 * A task of a service that this server has not: every call fails, as at AWS where what it names is
 * not there.
 *
 * @param service as in the resource
 */
record MissingTask(
        Pattern pattern, Events events, String service, String resourceType, String resource)
        implements TaskKind {
    @Override
    public TaskOutcome call(Tx tx, TaskCall call) {
        return SdkErrors.optimised(service, refusal(call), tx.ids().uuid().toString());
    }

    private Answer.Failed refusal(TaskCall call) {
        return switch (service) {
            case "lambda" -> {
                String named = call.arguments().path("FunctionName").asText(resource);
                String function = events == Events.LAMBDA_FUNCTION ? resource : named;
                yield new Answer.Failed(
                        "ResourceNotFoundException",
                        404,
                        "Function not found: " + arn(function, call));
            }
            case "dynamodb" ->
                    new Answer.Failed(
                            "ResourceNotFoundException", 400, "Requested resource not found");
            default ->
                    new Answer.Failed(
                            "UnknownOperationException",
                            400,
                            "This server does not have the service of " + service + ":" + resource);
        };
    }

    private static String arn(String function, TaskCall call) {
        Home home = Home.of(call.executionArn());
        return function.startsWith("arn:")
                ? function
                : "arn:aws:lambda:"
                        + home.region()
                        + ":"
                        + home.account()
                        + ":function:"
                        + function;
    }
}
