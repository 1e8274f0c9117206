package dev.antiphon.events.partner;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.KnownBuses;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.DeletePartnerEventSourceRequest;
import software.amazon.awssdk.services.eventbridge.model.DeletePartnerEventSourceResponse;
import software.amazon.awssdk.services.eventbridge.model.EventSourceState;

/** A partner takes an offer back. The customer's bus stays, and gets nothing any more. */
final class DeletePartnerEventSource
        implements Command<DeletePartnerEventSourceRequest, DeletePartnerEventSourceResponse> {
    @Override
    public String entity(DeletePartnerEventSourceRequest request, Caller caller) {
        return PartnerSource.arn(caller.region(), request.name());
    }

    @Override
    public Outcome<DeletePartnerEventSourceResponse> handle(
            Tx tx, DeletePartnerEventSourceRequest request, Caller caller) {
        PartnerSource source = PartnerSources.ofPartner(tx, request.name(), caller);
        if (source != null && source.key().account().equals(request.account())) {
            if (KnownBuses.exist(tx, source.key().bus())) {
                PartnerSources.change(tx, source, EventSourceState.DELETED);
            } else {
                tx.delete(PartnerTables.SOURCES, source.key());
            }
        }
        return Outcome.reply(DeletePartnerEventSourceResponse.builder().build());
    }
}
