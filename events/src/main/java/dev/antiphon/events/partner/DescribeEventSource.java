package dev.antiphon.events.partner;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventSourceRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventSourceResponse;

/** Tells a customer of a source that was offered to it. */
final class DescribeEventSource
        implements Query<DescribeEventSourceRequest, DescribeEventSourceResponse> {
    @Override
    public DescribeEventSourceResponse answer(
            Catalogs catalogs, DescribeEventSourceRequest request, Caller caller) {
        PartnerSource source =
                PartnerSource.require(
                        catalogs.catalog(PartnerTables.SOURCES)
                                .get(PartnerSource.key(request.name(), caller)),
                        request.name());
        return DescribeEventSourceResponse.builder()
                .arn(source.key().arn())
                .createdBy(source.createdBy())
                .creationTime(source.created())
                .expirationTime(source.expires())
                .name(source.key().name())
                .state(source.state())
                .build();
    }
}
