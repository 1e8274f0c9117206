package dev.antiphon.events.archive;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.Page;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Query;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.eventbridge.model.ListReplaysRequest;
import software.amazon.awssdk.services.eventbridge.model.ListReplaysResponse;

/** Lists the caller's replays in the order of their names. */
final class ListReplays implements Query<ListReplaysRequest, ListReplaysResponse> {
    @Override
    public ListReplaysResponse answer(
            Catalogs catalogs, ListReplaysRequest request, Caller caller) {
        if (Stream.of(request.namePrefix(), request.eventSourceArn(), request.stateAsString())
                        .filter(Objects::nonNull)
                        .count()
                > 1) {
            throw EventsErrors.validation(
                    "At most one filter is allowed for ListReplays. Use either : State,"
                            + " EventSourceArn, or NamePrefix.");
        }
        Iterable<Replay> all =
                () ->
                        ResourceKey.list(
                                catalogs.catalog(ArchiveTables.REPLAYS),
                                caller,
                                request.namePrefix(),
                                Page.start(request.nextToken()));
        Iterator<Replay> wanted =
                StreamSupport.stream(all.spliterator(), false)
                        .filter(replay ->
                                request.state() == null || replay.state() == request.state())
                        .filter(replay ->
                                request.eventSourceArn() == null
                                        || replay.archive().equals(request.eventSourceArn()))
                        .iterator();
        Page<Replay> page = Page.of(wanted, request.limit(), replay -> replay.key().name());
        return ListReplaysResponse.builder()
                .replays(page.items().stream().map(ListReplays::shown).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static software.amazon.awssdk.services.eventbridge.model.Replay shown(Replay replay) {
        return software.amazon.awssdk.services.eventbridge.model.Replay.builder()
                .replayName(replay.key().name())
                .eventSourceArn(replay.archive())
                .state(replay.state())
                .stateReason(replay.reason())
                .eventStartTime(replay.from())
                .eventEndTime(replay.to())
                .eventLastReplayedTime(replay.lastReplayed())
                .replayStartTime(replay.started())
                .replayEndTime(replay.ended())
                .build();
    }
}
