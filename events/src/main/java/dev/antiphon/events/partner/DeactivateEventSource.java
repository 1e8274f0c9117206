package dev.antiphon.events.partner;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.DeactivateEventSourceRequest;
import software.amazon.awssdk.services.eventbridge.model.DeactivateEventSourceResponse;
import software.amazon.awssdk.services.eventbridge.model.EventSourceState;

/** A customer wants no events of a source for now. Its bus stays. */
final class DeactivateEventSource
        implements Command<DeactivateEventSourceRequest, DeactivateEventSourceResponse> {
    @Override
    public String entity(DeactivateEventSourceRequest request, Caller caller) {
        return PartnerSource.arn(caller.region(), request.name());
    }

    @Override
    public Outcome<DeactivateEventSourceResponse> handle(
            Tx tx, DeactivateEventSourceRequest request, Caller caller) {
        PartnerSource source =
                PartnerSource.require(
                        tx.get(PartnerTables.SOURCES, PartnerSource.key(request.name(), caller)),
                        request.name());
        if (source.state() != EventSourceState.ACTIVE) {
            throw PartnerSources.invalidState(request.name(), source.state());
        }
        PartnerSources.change(tx, source, EventSourceState.PENDING);
        return Outcome.reply(DeactivateEventSourceResponse.builder().build());
    }
}
