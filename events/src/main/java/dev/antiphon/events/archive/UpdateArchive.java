package dev.antiphon.events.archive;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.ManagedRules;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.UpdateArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateArchiveResponse;

/** Changes an archive: what is not named stays as it is. */
final class UpdateArchive implements Command<UpdateArchiveRequest, UpdateArchiveResponse> {
    @Override
    public String entity(UpdateArchiveRequest request, Caller caller) {
        return ResourceKey.of(request.archiveName(), caller).arn(Archive.TYPE);
    }

    @Override
    public Outcome<UpdateArchiveResponse> handle(
            Tx tx, UpdateArchiveRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.archiveName(), caller);
        Archive before = Archive.require(tx.get(ArchiveTables.ARCHIVES, key), key.name());
        if (request.eventPattern() != null) {
            ManagedRules.checkPattern(request.eventPattern());
        }
        Archive archive =
                new Archive(
                        key,
                        before.id(),
                        before.bus(),
                        request.description() == null
                                ? before.description()
                                : request.description(),
                        request.eventPattern() == null ? before.pattern() : request.eventPattern(),
                        request.retentionDays() == null
                                ? before.retentionDays()
                                : request.retentionDays(),
                        request.kmsKeyIdentifier() == null
                                ? before.kmsKey()
                                : request.kmsKeyIdentifier(),
                        before.created());
        tx.put(ArchiveTables.ARCHIVES, key, archive);
        ArchiveRule.put(tx, archive);
        return Outcome.reply(
                UpdateArchiveResponse.builder()
                        .archiveArn(archive.arn())
                        .state(Archive.STATE)
                        .creationTime(archive.created())
                        .build());
    }
}
