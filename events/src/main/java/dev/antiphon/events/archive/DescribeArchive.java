package dev.antiphon.events.archive;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeArchiveResponse;

/** Tells all of an archive. */
final class DescribeArchive implements Query<DescribeArchiveRequest, DescribeArchiveResponse> {
    @Override
    public DescribeArchiveResponse answer(
            Catalogs catalogs, DescribeArchiveRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.archiveName(), caller);
        Archive archive =
                Archive.require(catalogs.catalog(ArchiveTables.ARCHIVES).get(key), key.name());
        Totals totals = Totals.of(catalogs.catalog(ArchiveTables.TOTALS).get(key));
        return DescribeArchiveResponse.builder()
                .archiveArn(archive.arn())
                .archiveName(key.name())
                .eventSourceArn(archive.bus().toString())
                .description(archive.description())
                .eventPattern(archive.pattern())
                .state(Archive.STATE)
                .kmsKeyIdentifier(archive.kmsKey())
                .retentionDays(archive.retentionDays())
                .sizeBytes(totals.bytes())
                .eventCount(totals.events())
                .creationTime(archive.created())
                .build();
    }
}
