package dev.antiphon.events.archive;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Query;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.ReplayDestination;

/** Tells how far a replay is. */
final class DescribeReplay implements Query<DescribeReplayRequest, DescribeReplayResponse> {
    @Override
    public DescribeReplayResponse answer(
            Catalogs catalogs, DescribeReplayRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.replayName(), caller);
        Replay replay =
                Replay.require(catalogs.catalog(ArchiveTables.REPLAYS).get(key), key.name());
        ReplayDestination.Builder destination =
                ReplayDestination.builder().arn(replay.bus().toString());
        if (!replay.rules().isEmpty()) {
            destination.filterArns(replay.rules());
        }
        return DescribeReplayResponse.builder()
                .replayName(key.name())
                .replayArn(replay.arn())
                .description(replay.description())
                .state(replay.state())
                .stateReason(replay.reason())
                .eventSourceArn(replay.archive())
                .destination(destination.build())
                .eventStartTime(replay.from())
                .eventEndTime(replay.to())
                .eventLastReplayedTime(replay.lastReplayed())
                .replayStartTime(replay.started())
                .replayEndTime(replay.ended())
                .build();
    }
}
