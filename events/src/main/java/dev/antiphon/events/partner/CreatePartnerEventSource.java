package dev.antiphon.events.partner;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.CreatePartnerEventSourceRequest;
import software.amazon.awssdk.services.eventbridge.model.CreatePartnerEventSourceResponse;
import software.amazon.awssdk.services.eventbridge.model.EventSourceState;

/** A partner offers an event source to an account. Every account may be a partner here. */
final class CreatePartnerEventSource
        implements Command<CreatePartnerEventSourceRequest, CreatePartnerEventSourceResponse> {
    @Override
    public String entity(CreatePartnerEventSourceRequest request, Caller caller) {
        return PartnerSource.arn(caller.region(), request.name());
    }

    @Override
    public Outcome<CreatePartnerEventSourceResponse> handle(
            Tx tx, CreatePartnerEventSourceRequest request, Caller caller) {
        if (PartnerSources.all(tx, caller.region(), request.name()).stream()
                .anyMatch(source -> source.state() != EventSourceState.DELETED)) {
            throw EventsErrors.alreadyExists("Event source " + request.name() + " already exists.");
        }
        PartnerSource source =
                new PartnerSource(
                        new PartnerSource.Key(caller.region(), request.name(), request.account()),
                        caller.account(),
                        EventSourceState.PENDING,
                        tx.now(),
                        tx.now());
        tx.put(PartnerTables.SOURCES, source.key(), source);
        PartnerSources.waitForCustomer(tx, source);
        return Outcome.reply(
                CreatePartnerEventSourceResponse.builder()
                        .eventSourceArn(source.key().arn())
                        .build());
    }
}
