package dev.antiphon.sqs;

import org.jspecify.annotations.Nullable;

/**
 * The index of a FIFO queue.
 *
 * <p>A group gives out its messages from the first on, up to the first that is in flight or
 * delayed: while that one may still come back, nothing behind it may overtake it. A receive takes
 * as many as it can from one group and then goes on to the next. Groups are served in the order in
 * which they became able to give something out.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html">FIFO
 *     queue delivery logic</a>
 */
final class FifoIndex extends QueueIndex<MessageGroup> {
    private final LongMap<MessageGroup> groups = new LongMap<>();

    /** Those that can give out a message. */
    private final Ring<MessageGroup> able = new Ring<>();

    FifoIndex(Arrivals arrivals) {
        super(arrivals);
    }

    @Override
    Candidates candidates() {
        return new InOrder();
    }

    /** How many groups have messages here. */
    int groups() {
        return groups.size();
    }

    @Override
    long firstFresh() {
        long[] first = {Line.NONE};
        groups.forEach((_, group) -> first[0] = Line.earlier(first[0], group.fresh.first()));
        return first[0];
    }

    @Override
    void clear() {
        super.clear();
        groups.clear();
        able.clear();
    }

    @Override
    MessageGroup lane(long key, long sent) {
        MessageGroup group = groups.get(key);
        if (group == null) {
            group = new MessageGroup(key);
            groups.put(key, group);
        }
        return group;
    }

    @Override
    void arrive(long sequence, MessageGroup group) {
        group.fresh.append(sequence);
        changed(group);
    }

    @Override
    void hold(long sequence, MessageGroup group) {
        group.fresh.append(sequence);
        changed(group);
    }

    @Override
    void release(long sequence, MessageGroup group) {
        changed(group);
    }

    @Override
    void comeBack(long sequence, MessageGroup group, long after) {
        changed(group);
    }

    @Override
    void takeFresh(long sequence, MessageGroup group) {
        group.fresh.remove(sequence);
        group.addTouched(sequence);
        changed(group);
    }

    @Override
    void takeReturned(long sequence, MessageGroup group) {
        changed(group);
    }

    @Override
    void takeDelayed(long sequence, MessageGroup group) {
        takeFresh(sequence, group);
    }

    @Override
    void finish(long sequence, MessageGroup group, long after) {
        dropReturned(sequence, group);
    }

    @Override
    void dropFresh(long sequence) {
        throw new IllegalStateException("a message of a FIFO queue has a group");
    }

    @Override
    void dropReturned(long sequence, MessageGroup group) {
        group.removeTouched(sequence);
        changed(group);
    }

    @Override
    void dropDelayed(long sequence, MessageGroup group) {
        group.fresh.remove(sequence);
        changed(group);
    }

    @Override
    void timePassed() {}

    private void changed(MessageGroup group) {
        if (group.isEmpty()) {
            if (group.inRing()) {
                able.remove(group);
            }
            groups.remove(group.group);
            return;
        }
        boolean canGive = visible(group.head());
        if (canGive && !group.inRing()) {
            able.append(group);
            signalArrival();
        } else if (!canGive && group.inRing()) {
            able.remove(group);
        }
    }

    private final class InOrder implements Candidates {
        private @Nullable MessageGroup group = able.first();
        private int touched;
        private Line.@Nullable Cursor fresh;

        @Override
        public long next() {
            while (group != null) {
                long sequence = nextOf(group);
                if (sequence != Line.NONE && visible(sequence)) {
                    return sequence;
                }
                group = able.after(group);
                touched = 0;
                fresh = null;
            }
            return Line.NONE;
        }

        private long nextOf(MessageGroup current) {
            if (touched < current.touchedCount()) {
                return current.touched(touched++);
            }
            if (fresh == null) {
                fresh = current.fresh.cursor();
            }
            return fresh.next();
        }
    }
}
