package dev.antiphon.events.partner;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.KnownBuses;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.ActivateEventSourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ActivateEventSourceResponse;
import software.amazon.awssdk.services.eventbridge.model.EventSourceState;

/** A customer wants events again from a source that it has a bus for. */
final class ActivateEventSource
        implements Command<ActivateEventSourceRequest, ActivateEventSourceResponse> {
    @Override
    public String entity(ActivateEventSourceRequest request, Caller caller) {
        return PartnerSource.arn(caller.region(), request.name());
    }

    @Override
    public Outcome<ActivateEventSourceResponse> handle(
            Tx tx, ActivateEventSourceRequest request, Caller caller) {
        PartnerSource source =
                PartnerSource.require(
                        tx.get(PartnerTables.SOURCES, PartnerSource.key(request.name(), caller)),
                        request.name());
        if (source.state() != EventSourceState.PENDING
                || !KnownBuses.exist(tx, source.key().bus())) {
            throw PartnerSources.invalidState(request.name(), source.state());
        }
        PartnerSources.change(tx, source, EventSourceState.ACTIVE);
        return Outcome.reply(ActivateEventSourceResponse.builder().build());
    }
}
