package dev.antiphon.events.partner;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.events.Page;
import dev.antiphon.service.Query;
import java.util.Iterator;
import software.amazon.awssdk.services.eventbridge.model.EventSource;
import software.amazon.awssdk.services.eventbridge.model.ListEventSourcesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventSourcesResponse;

/** Lists the sources that were offered to the caller, in the order of their names. */
final class ListEventSources implements Query<ListEventSourcesRequest, ListEventSourcesResponse> {
    @Override
    public ListEventSourcesResponse answer(
            Catalogs catalogs, ListEventSourcesRequest request, Caller caller) {
        Iterator<PartnerSource> wanted =
                Listing.of(
                                catalogs,
                                caller.region(),
                                request.namePrefix(),
                                Page.start(request.nextToken()))
                        .filter(source -> source.key().account().equals(caller.account()))
                        .iterator();
        Page<PartnerSource> page = Page.of(wanted, request.limit(), source -> source.key().name());
        return ListEventSourcesResponse.builder()
                .eventSources(page.items().stream().map(ListEventSources::shown).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static EventSource shown(PartnerSource source) {
        return EventSource.builder()
                .arn(source.key().arn())
                .createdBy(source.createdBy())
                .creationTime(source.created())
                .expirationTime(source.expires())
                .name(source.key().name())
                .state(source.state())
                .build();
    }
}
