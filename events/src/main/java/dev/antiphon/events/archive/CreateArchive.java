package dev.antiphon.events.archive;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.BusArn;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.KnownBuses;
import dev.antiphon.events.ManagedRules;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.CreateArchiveRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateArchiveResponse;

/** Creates an archive of a bus. */
final class CreateArchive implements Command<CreateArchiveRequest, CreateArchiveResponse> {
    @Override
    public String entity(CreateArchiveRequest request, Caller caller) {
        return ResourceKey.of(request.archiveName(), caller).arn(Archive.TYPE);
    }

    @Override
    public Outcome<CreateArchiveResponse> handle(
            Tx tx, CreateArchiveRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.archiveName(), caller);
        BusArn bus = bus(tx, request.eventSourceArn(), caller);
        if (request.eventPattern() != null) {
            ManagedRules.checkPattern(request.eventPattern());
        }
        if (tx.get(ArchiveTables.ARCHIVES, key) != null) {
            throw EventsErrors.alreadyExists("Archive " + key.name() + " already exists.");
        }
        Archive archive =
                new Archive(
                        key,
                        tx.ids().next(),
                        bus,
                        request.description(),
                        request.eventPattern(),
                        request.retentionDays() == null ? 0 : request.retentionDays(),
                        request.kmsKeyIdentifier(),
                        tx.now());
        tx.put(ArchiveTables.ARCHIVES, key, archive);
        ArchiveRule.put(tx, archive);
        Retention.begin(tx, archive);
        return Outcome.reply(
                CreateArchiveResponse.builder()
                        .archiveArn(archive.arn())
                        .state(Archive.STATE)
                        .creationTime(archive.created())
                        .build());
    }

    /** Nobody archives another account's events. */
    private static BusArn bus(Tx tx, String arn, Caller caller) {
        BusArn bus = BusArn.parse(arn);
        if (bus == null) {
            throw EventsErrors.validation(
                    "Parameter EventSourceArn is not valid. Reason: Must contain an event bus"
                            + " ARN.");
        }
        boolean own =
                bus.account().equals(caller.account()) && bus.region().equals(caller.region());
        if (!own || !KnownBuses.exist(tx, bus)) {
            throw EventsErrors.busDoesNotExist(bus);
        }
        return bus;
    }
}
