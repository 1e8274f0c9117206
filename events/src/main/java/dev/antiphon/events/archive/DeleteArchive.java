package dev.antiphon.events.archive;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.DeleteArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteArchiveResponse;

/** Deletes an archive with its events. A replay that is under way fails. */
final class DeleteArchive implements Command<DeleteArchiveRequest, DeleteArchiveResponse> {
    @Override
    public String entity(DeleteArchiveRequest request, Caller caller) {
        return ResourceKey.of(request.archiveName(), caller).arn(Archive.TYPE);
    }

    @Override
    public Outcome<DeleteArchiveResponse> handle(
            Tx tx, DeleteArchiveRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.archiveName(), caller);
        Archive archive = Archive.require(tx.get(ArchiveTables.ARCHIVES, key), key.name());
        tx.delete(ArchiveTables.ARCHIVES, key);
        tx.delete(ArchiveTables.TOTALS, key);
        tx.deleteRange(
                ArchiveTables.EVENTS,
                ArchivedEvent.Key.begin(archive.id()),
                ArchivedEvent.Key.end(archive.id()));
        ArchiveRule.remove(tx, archive);
        return Outcome.reply(DeleteArchiveResponse.builder().build());
    }
}
