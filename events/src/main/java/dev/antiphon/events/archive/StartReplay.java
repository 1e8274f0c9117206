package dev.antiphon.events.archive;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.BusArn;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.events.RuleKey;
import dev.antiphon.service.Command;
import java.util.Iterator;
import software.amazon.awssdk.services.eventbridge.model.ReplayDestination;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;
import software.amazon.awssdk.services.eventbridge.model.StartReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.StartReplayResponse;

/** Begins a replay of an archive's events between two times, onto the bus that they came from. */
final class StartReplay implements Command<StartReplayRequest, StartReplayResponse> {
    private static final int MOST_ACTIVE = 10;

    @Override
    public String entity(StartReplayRequest request, Caller caller) {
        return ResourceKey.of(request.replayName(), caller).arn(Replay.TYPE);
    }

    @Override
    public Outcome<StartReplayResponse> handle(Tx tx, StartReplayRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.replayName(), caller);
        if (!request.eventStartTime().isBefore(request.eventEndTime())) {
            throw EventsErrors.validation(
                    "Parameter EventEndTime is not valid. Reason: EventStartTime must be before"
                            + " EventEndTime.");
        }
        Archive archive = archive(tx, request.eventSourceArn(), caller);
        BusArn bus = bus(request.destination(), archive);
        if (tx.get(ArchiveTables.REPLAYS, key) != null) {
            throw EventsErrors.alreadyExists("Replay " + key.name() + " already exists.");
        }
        checkActive(tx, caller);
        Replay replay =
                new Replay(
                        key,
                        request.description(),
                        archive.arn(),
                        bus,
                        request.destination().filterArns(),
                        request.eventStartTime(),
                        request.eventEndTime(),
                        ReplayState.STARTING,
                        null,
                        tx.now(),
                        null,
                        null);
        tx.put(ArchiveTables.REPLAYS, key, replay);
        ReplayWork.order(tx, replay);
        return Outcome.reply(
                StartReplayResponse.builder()
                        .replayArn(replay.arn())
                        .state(replay.state())
                        .replayStartTime(replay.started())
                        .build());
    }

    private static Archive archive(Tx tx, String arn, Caller caller) {
        ResourceKey key = ResourceKey.parse(arn, Archive.TYPE);
        if (key == null) {
            throw EventsErrors.validation(
                    "Parameter EventSourceArn is not valid. Reason: Must contain an archive ARN.");
        }
        boolean own = key.equals(ResourceKey.of(key.name(), caller));
        return Archive.require(
                own ? tx.catalog(ArchiveTables.ARCHIVES).get(key) : null, key.name());
    }

    private static BusArn bus(ReplayDestination destination, Archive archive) {
        BusArn bus = BusArn.parse(destination.arn());
        if (bus == null) {
            throw EventsErrors.validation(
                    "Parameter Destination.Arn is not valid. Reason: Must contain an event bus"
                            + " ARN.");
        }
        if (!bus.equals(archive.bus())) {
            throw EventsErrors.validation(
                    "Parameter Destination.Arn is not valid. Reason: Cross event bus replay is"
                            + " not permitted.");
        }
        for (String filter : destination.filterArns()) {
            RuleKey rule = RuleKey.parse(filter);
            if (rule == null || !rule.bus().equals(bus)) {
                throw EventsErrors.validation(
                        "Parameter Destination.FilterArns is not valid. Reason: Must contain ARNs"
                                + " of rules of the destination event bus.");
            }
        }
        return bus;
    }

    /** Counted over the whole node, so as exact as AWS's own. */
    private static void checkActive(Tx tx, Caller caller) {
        int active = 0;
        Iterator<Replay> replays =
                ResourceKey.list(tx.catalog(ArchiveTables.REPLAYS), caller, null, "");
        while (replays.hasNext()) {
            active += replays.next().active() ? 1 : 0;
        }
        if (active >= MOST_ACTIVE) {
            throw EventsErrors.limitExceeded();
        }
    }
}
