package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.DeadLetterConfig;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusResponse;

/** Changes a bus. What the request does not name is not there afterwards. */
final class UpdateEventBus implements Command<UpdateEventBusRequest, UpdateEventBusResponse> {
    @Override
    public String entity(UpdateEventBusRequest request, Caller caller) {
        return BusArn.of(request.name(), caller).toString();
    }

    @Override
    public Outcome<UpdateEventBusResponse> handle(
            Tx tx, UpdateEventBusRequest request, Caller caller) {
        Bus before = Buses.require(tx, BusArn.of(request.name(), caller));
        DeadLetterConfig deadLetters = request.deadLetterConfig();
        Bus bus =
                new Bus(
                        before.arn(),
                        before.created(),
                        tx.now(),
                        request.description(),
                        before.eventSource(),
                        request.kmsKeyIdentifier(),
                        deadLetters == null ? null : deadLetters.arn(),
                        before.policy(),
                        BusView.logging(request.logConfig()),
                        before.tags());
        tx.put(EventsTables.BUSES, bus.arn(), bus);
        return Outcome.reply(
                UpdateEventBusResponse.builder()
                        .arn(bus.arn().toString())
                        .name(bus.arn().name())
                        .description(bus.description())
                        .kmsKeyIdentifier(bus.kmsKey())
                        .deadLetterConfig(BusView.deadLetters(bus))
                        .logConfig(BusView.logConfig(bus.logging()))
                        .build());
    }
}
