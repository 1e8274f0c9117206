package dev.antiphon.events.partner;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.events.Page;
import dev.antiphon.service.Query;
import java.util.Iterator;
import software.amazon.awssdk.services.eventbridge.model.ListPartnerEventSourcesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListPartnerEventSourcesResponse;
import software.amazon.awssdk.services.eventbridge.model.PartnerEventSource;

/** Lists a partner's own sources in the order of their names. */
final class ListPartnerEventSources
        implements Query<ListPartnerEventSourcesRequest, ListPartnerEventSourcesResponse> {
    @Override
    public ListPartnerEventSourcesResponse answer(
            Catalogs catalogs, ListPartnerEventSourcesRequest request, Caller caller) {
        Iterator<PartnerSource> wanted =
                Listing.of(
                                catalogs,
                                caller.region(),
                                request.namePrefix(),
                                Page.start(request.nextToken()))
                        .filter(source -> source.offeredBy(caller))
                        .iterator();
        Page<PartnerSource> page = Page.of(wanted, request.limit(), source -> source.key().name());
        return ListPartnerEventSourcesResponse.builder()
                .partnerEventSources(
                        page.items().stream()
                                .map(source ->
                                        PartnerEventSource.builder()
                                                .arn(source.key().arn())
                                                .name(source.key().name())
                                                .build())
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
