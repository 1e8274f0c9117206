package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;

/** Tells the definition and policy of a bus. */
final class DescribeEventBus implements Command<DescribeEventBusRequest, DescribeEventBusResponse> {
    @Override
    public String entity(DescribeEventBusRequest request, Caller caller) {
        return BusArn.of(request.name(), caller).toString();
    }

    @Override
    public Outcome<DescribeEventBusResponse> handle(
            Tx tx, DescribeEventBusRequest request, Caller caller) {
        Bus bus = Buses.require(tx, BusArn.of(request.name(), caller));
        return Outcome.reply(
                DescribeEventBusResponse.builder()
                        .name(bus.arn().name())
                        .arn(bus.arn().toString())
                        .description(bus.description())
                        .kmsKeyIdentifier(bus.kmsKey())
                        .deadLetterConfig(BusView.deadLetters(bus))
                        .policy(bus.policy())
                        .logConfig(BusView.logConfig(bus.logging()))
                        .creationTime(bus.created())
                        .lastModifiedTime(bus.modified())
                        .build());
    }
}
