package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionResponse;

/** Takes a statement, or all of them, out of the policy of a bus. */
final class RemovePermission implements Command<RemovePermissionRequest, RemovePermissionResponse> {
    @Override
    public String entity(RemovePermissionRequest request, Caller caller) {
        return BusArn.of(request.eventBusName(), caller).toString();
    }

    @Override
    public Outcome<RemovePermissionResponse> handle(
            Tx tx, RemovePermissionRequest request, Caller caller) {
        Bus bus = Buses.require(tx, BusArn.of(request.eventBusName(), caller));
        String policy = null;
        if (!Boolean.TRUE.equals(request.removeAllPermissions())) {
            if (request.statementId() == null) {
                throw EventsErrors.validation("Parameter StatementId must be specified.");
            }
            policy = BusPolicy.without(bus, request.statementId());
            if (policy == null) {
                throw EventsErrors.notFound("Statement with the provided id does not exist.");
            }
            if (BusPolicy.isEmpty(policy)) {
                policy = null;
            }
        }
        tx.put(EventsTables.BUSES, bus.arn(), bus.withPolicy(policy, tx.now()));
        return Outcome.reply(RemovePermissionResponse.builder().build());
    }
}
