package dev.antiphon.events.partner;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.DescribePartnerEventSourceRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribePartnerEventSourceResponse;

/** Tells a partner of a source of its own. */
final class DescribePartnerEventSource
        implements Command<DescribePartnerEventSourceRequest, DescribePartnerEventSourceResponse> {
    @Override
    public String entity(DescribePartnerEventSourceRequest request, Caller caller) {
        return PartnerSource.arn(caller.region(), request.name());
    }

    @Override
    public Outcome<DescribePartnerEventSourceResponse> handle(
            Tx tx, DescribePartnerEventSourceRequest request, Caller caller) {
        PartnerSource source =
                PartnerSource.require(
                        PartnerSources.ofPartner(tx, request.name(), caller), request.name());
        return Outcome.reply(
                DescribePartnerEventSourceResponse.builder()
                        .arn(source.key().arn())
                        .name(source.key().name())
                        .build());
    }
}
