package dev.antiphon.events.archive;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalog;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.Page;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Query;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.eventbridge.model.ListArchivesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListArchivesResponse;

/** Lists the caller's archives in the order of their names. */
final class ListArchives implements Query<ListArchivesRequest, ListArchivesResponse> {
    @Override
    public ListArchivesResponse answer(
            Catalogs catalogs, ListArchivesRequest request, Caller caller) {
        if (Stream.of(request.namePrefix(), request.eventSourceArn(), request.stateAsString())
                        .filter(Objects::nonNull)
                        .count()
                > 1) {
            throw EventsErrors.validation(
                    "At most one filter is allowed for ListArchives. Use either : State,"
                            + " EventSourceArn, or NamePrefix.");
        }
        Iterable<Archive> all =
                () ->
                        ResourceKey.list(
                                catalogs.catalog(ArchiveTables.ARCHIVES),
                                caller,
                                request.namePrefix(),
                                Page.start(request.nextToken()));
        Iterator<Archive> wanted =
                StreamSupport.stream(all.spliterator(), false)
                        .filter(archive ->
                                request.state() == null || request.state() == Archive.STATE)
                        .filter(archive ->
                                request.eventSourceArn() == null
                                        || archive.bus()
                                                .toString()
                                                .equals(request.eventSourceArn()))
                        .iterator();
        Page<Archive> page = Page.of(wanted, request.limit(), archive -> archive.key().name());
        Catalog<ResourceKey, Totals> totals = catalogs.catalog(ArchiveTables.TOTALS);
        return ListArchivesResponse.builder()
                .archives(
                        page.items().stream()
                                .map(archive ->
                                        shown(archive, Totals.of(totals.get(archive.key()))))
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static software.amazon.awssdk.services.eventbridge.model.Archive shown(
            Archive archive, Totals totals) {
        return software.amazon.awssdk.services.eventbridge.model.Archive.builder()
                .archiveName(archive.key().name())
                .eventSourceArn(archive.bus().toString())
                .state(Archive.STATE)
                .retentionDays(archive.retentionDays())
                .sizeBytes(totals.bytes())
                .eventCount(totals.events())
                .creationTime(archive.created())
                .build();
    }
}
