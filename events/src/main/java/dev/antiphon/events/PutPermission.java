package dev.antiphon.events;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionResponse;

/** Lets other accounts put events on a bus, by a statement or by a whole policy. */
final class PutPermission implements Command<PutPermissionRequest, PutPermissionResponse> {
    @Override
    public String entity(PutPermissionRequest request, Caller caller) {
        return BusArn.of(request.eventBusName(), caller).toString();
    }

    @Override
    public Outcome<PutPermissionResponse> handle(
            Tx tx, PutPermissionRequest request, Caller caller) {
        Bus bus = Buses.require(tx, BusArn.of(request.eventBusName(), caller));
        String policy = policy(request, bus);
        if (policy.length() > BusPolicy.LONGEST) {
            throw AwsException.sender(
                    "PolicyLengthExceededException",
                    "The policy is longer than " + BusPolicy.LONGEST + " characters.");
        }
        tx.put(EventsTables.BUSES, bus.arn(), bus.withPolicy(policy, tx.now()));
        return Outcome.reply(PutPermissionResponse.builder().build());
    }

    private static String policy(PutPermissionRequest request, Bus bus) {
        String policy = request.policy();
        if (policy != null) {
            if (!BusPolicy.valid(policy)) {
                throw EventsErrors.validation("Parameter Policy is not valid.");
            }
            return policy;
        }
        if (request.statementId() == null
                || request.principal() == null
                || request.action() == null) {
            throw EventsErrors.validation(
                    "Parameters StatementId, Principal and Action must be specified.");
        }
        if (!request.action().equals("events:PutEvents")) {
            throw EventsErrors.validation("Provided value in parameter 'action' is not supported.");
        }
        return BusPolicy.with(
                bus,
                request.statementId(),
                request.principal(),
                request.action(),
                request.condition());
    }
}
