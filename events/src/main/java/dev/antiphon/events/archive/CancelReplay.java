package dev.antiphon.events.archive;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.ResourceKey;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.CancelReplayRequest;
import software.amazon.awssdk.services.eventbridge.model.CancelReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;

/** Gives up a replay that has begun. What is on the bus already stays there. */
final class CancelReplay implements Command<CancelReplayRequest, CancelReplayResponse> {
    @Override
    public String entity(CancelReplayRequest request, Caller caller) {
        return ResourceKey.of(request.replayName(), caller).arn(Replay.TYPE);
    }

    @Override
    public Outcome<CancelReplayResponse> handle(Tx tx, CancelReplayRequest request, Caller caller) {
        ResourceKey key = ResourceKey.of(request.replayName(), caller);
        Replay replay = Replay.require(tx.get(ArchiveTables.REPLAYS, key), key.name());
        if (replay.state() != ReplayState.STARTING && replay.state() != ReplayState.RUNNING) {
            throw AwsException.sender(
                    "IllegalStatusException",
                    "Replay " + key.name() + " is not in a valid state for this operation.");
        }
        Replay cancelling = replay.in(ReplayState.CANCELLING);
        tx.put(ArchiveTables.REPLAYS, key, cancelling);
        ReplayWork.cancel(tx, cancelling);
        return Outcome.reply(
                CancelReplayResponse.builder()
                        .replayArn(cancelling.arn())
                        .state(cancelling.state())
                        .build());
    }
}
