package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.partner.PartnerSources;
import dev.antiphon.service.Command;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DeadLetterConfig;

/** Creates a bus. */
final class CreateEventBus implements Command<CreateEventBusRequest, CreateEventBusResponse> {
    @Override
    public String entity(CreateEventBusRequest request, Caller caller) {
        return arn(request, caller).toString();
    }

    @Override
    public Outcome<CreateEventBusResponse> handle(
            Tx tx, CreateEventBusRequest request, Caller caller) {
        BusArn arn = arn(request, caller);
        checkName(request);
        if (Buses.find(tx, arn) != null) {
            throw EventsErrors.alreadyExists("Event bus " + arn.name() + " already exists.");
        }
        if (request.eventSourceName() != null) {
            PartnerSources.match(tx, request.eventSourceName(), caller);
        }
        DeadLetterConfig deadLetters = request.deadLetterConfig();
        Bus bus =
                new Bus(
                        arn,
                        tx.now(),
                        tx.now(),
                        request.description(),
                        request.eventSourceName(),
                        request.kmsKeyIdentifier(),
                        deadLetters == null ? null : deadLetters.arn(),
                        null,
                        BusView.logging(request.logConfig()),
                        Tags.with(Map.of(), request.tags()));
        tx.put(EventsTables.BUSES, arn, bus);
        return Outcome.reply(
                CreateEventBusResponse.builder()
                        .eventBusArn(arn.toString())
                        .description(bus.description())
                        .kmsKeyIdentifier(bus.kmsKey())
                        .deadLetterConfig(deadLetters)
                        .logConfig(BusView.logConfig(bus.logging()))
                        .build());
    }

    private static BusArn arn(CreateEventBusRequest request, Caller caller) {
        return new BusArn(caller.account(), caller.region(), request.name());
    }

    /** Only a partner's bus has slashes in its name: that of its event source. */
    private static void checkName(CreateEventBusRequest request) {
        String source = request.eventSourceName();
        if (source != null && !source.equals(request.name())) {
            throw EventsErrors.validation(
                    "Event bus name must match the name of the partner event source.");
        }
        if (source == null && request.name().indexOf('/') >= 0) {
            throw EventsErrors.validation("Event bus name must not contain '/'.");
        }
    }
}
