package dev.antiphon.states.task;

import dev.antiphon.delivery.Answer;
import dev.antiphon.engine.Tx;

/**
 * A task of a service that this server has not: every call fails, as at AWS where what it names is
 * not there.
 *
 * @param service as in the resource
 */
record MissingTask(Pattern pattern, String service, String resource) implements TaskKind {
    @Override
    public Events events() {
        return Events.TASK;
    }

    @Override
    public String resourceType() {
        return service;
    }

    @Override
    public TaskOutcome call(Tx tx, TaskCall call) {
        return SdkErrors.optimised(service, refusal(), tx.ids().uuid().toString());
    }

    private Answer.Failed refusal() {
        return service.equals("dynamodb")
                ? new Answer.Failed(
                        "ResourceNotFoundException", 400, "Requested resource not found")
                : new Answer.Failed(
                        "UnknownOperationException",
                        400,
                        "This server does not have the service of " + service + ":" + resource);
    }
}
