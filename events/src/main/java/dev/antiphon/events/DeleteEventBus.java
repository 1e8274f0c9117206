package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.partner.PartnerSources;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusResponse;

/** Deletes a bus that has no rules. One that is not there is no error. */
final class DeleteEventBus implements Command<DeleteEventBusRequest, DeleteEventBusResponse> {
    @Override
    public String entity(DeleteEventBusRequest request, Caller caller) {
        return BusArn.of(request.name(), caller).toString();
    }

    @Override
    public Outcome<DeleteEventBusResponse> handle(
            Tx tx, DeleteEventBusRequest request, Caller caller) {
        BusArn arn = BusArn.of(request.name(), caller);
        if (arn.isDefault()) {
            throw EventsErrors.validation("Cannot delete event bus " + arn.name() + ".");
        }
        if (Buses.live(tx, arn) != null) {
            throw EventsErrors.validation("Event bus can't be deleted since it has rules.");
        }
        Bus bus = Buses.find(tx, arn);
        if (bus != null && bus.eventSource() != null) {
            PartnerSources.unmatch(tx, arn, bus.eventSource());
        }
        tx.delete(EventsTables.BUSES, arn);
        return Outcome.reply(DeleteEventBusResponse.builder().build());
    }
}
