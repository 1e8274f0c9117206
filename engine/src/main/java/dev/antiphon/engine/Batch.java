package dev.antiphon.engine;

import dev.antiphon.storage.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a partition did between two handovers to the committer: changes, and the answers that rest
 * on them.
 */
final class Batch {
    /** An answer that is ready but for its durability. */
    record Answer(Call<?> call, @Nullable Object value, @Nullable Throwable error) {
        void give() {
            if (error != null) {
                call.failed(error);
            } else {
                giveValue(call, value);
            }
        }

        @SuppressWarnings({"unchecked", "NullAway"}) // the value came from this call's own work
        private static <O> void giveValue(Call<O> call, @Nullable Object value) {
            call.done((O) value);
        }
    }

    final Partition partition;
    final int generation;
    final WriteBatch writes;
    final List<Change> changes = new ArrayList<>();
    final List<Answer> answers = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    final List<OutboxLanes.Outgoing> outgoing = new ArrayList<>();
    final List<OutboxLanes.Ack> acks = new ArrayList<>();

    /** By sending partition, the last parcel that was applied in this batch. */
    final List<OutboxLanes.Ack> applied = new ArrayList<>();

    boolean synced;

    Batch(Partition partition, int generation, WriteBatch writes) {
        this.partition = partition;
        this.generation = generation;
        this.writes = writes;
    }

    boolean isEmpty() {
        return writes.isEmpty() && answers.isEmpty() && acks.isEmpty() && effects.isEmpty();
    }

    /** Adds an answer: a value, or an error if there is one. */
    void answer(Call<?> call, @Nullable Object value, @Nullable Throwable error) {
        answers.add(new Answer(call, value, error));
    }

    /** A parcel was applied, in this batch or before, with everything that was sent before it. */
    void acknowledge(int from, long number) {
        raise(acks, from, number);
    }

    /** A parcel is applied by what this batch holds. */
    void applied(int from, long number) {
        raise(applied, from, number);
    }

    private static void raise(List<OutboxLanes.Ack> list, int from, long number) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).from() == from) {
                list.set(i, new OutboxLanes.Ack(from, Math.max(number, list.get(i).number())));
                return;
            }
        }
        list.add(new OutboxLanes.Ack(from, number));
    }

    /** Gives the answers: what they rest on is durable. */
    void release() {
        Answers ready = new Answers();
        answers.forEach(ready::add);
        ready.release();
    }

    /**
     * Gives the error in place of the answers, also of those that had failed by themselves: why
     * they did may rest on a change that is not there. A broken invariant is told as such.
     */
    void releaseFailed(Throwable error) {
        Answers ready = new Answers();
        for (Answer answer : answers) {
            boolean broken = answer.error instanceof Check.Broken;
            ready.add(new Answer(answer.call, null, broken ? answer.error : error));
        }
        ready.release();
    }
}
