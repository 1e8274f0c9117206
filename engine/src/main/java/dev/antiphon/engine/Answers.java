package dev.antiphon.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Answers that may be given now, gathered so that every lane gets one task. */
final class Answers {
    private static final class OfLane {
        final Executor lane;
        final List<Batch.Answer> answers = new ArrayList<>();

        OfLane(Executor lane) {
            this.lane = lane;
        }
    }

    // A node has a handful of lanes; a search beats a map, and its order is the same in every run.
    private final List<OfLane> lanes = new ArrayList<>();

    @SuppressWarnings("ReferenceEquality") // a lane is an event loop, not a value
    void add(Batch.Answer answer) {
        Executor lane = answer.call().lane();
        for (OfLane ofLane : lanes) {
            if (ofLane.lane == lane) {
                ofLane.answers.add(answer);
                return;
            }
        }
        OfLane added = new OfLane(lane);
        added.answers.add(answer);
        lanes.add(added);
    }

    void release() {
        for (OfLane ofLane : lanes) {
            try {
                ofLane.lane.execute(() -> giveAll(ofLane.answers));
            } catch (RejectedExecutionException e) {
                // The event loop has ended, and its clients are gone with it.
            }
        }
        lanes.clear();
    }

    /** Whatever becomes of one answer, the others are given. */
    private static void giveAll(List<Batch.Answer> answers) {
        RuntimeException failure = null;
        for (Batch.Answer answer : answers) {
            try {
                answer.give();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
