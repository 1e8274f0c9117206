package dev.antiphon.sqs;

import dev.antiphon.sqs.Tracked.State;

/**
 * What is kept in memory of a queue's messages: which can be received, in which order, and when the
 * others can.
 *
 * <p>It is a function of the rows and the time. Rows reach it through {@link #added}, {@link
 * #delivered} and {@link #removed}, which the shard's observers call, when the server runs as when
 * it opens; time through {@link #passTime}, which anybody may call at any moment, since time passes
 * whether or not an operation succeeds. Handlers only look. (Two things are kept that rows do not
 * say, and both only choose among messages that could all be received: whose turn it is, and which
 * tenants are noisy.)
 *
 * <p>Memory: a message that nobody has received yet costs the eight bytes of its place in a {@link
 * Line}. One that is delayed, in flight or back costs a {@link Tracked} entry and, until its time
 * has come, an entry in {@link Deadlines}: about 70 bytes, and 120,000 in flight is the limit.
 *
 * @param <L> what its messages wait in
 */
abstract sealed class QueueIndex<L> permits StandardIndex, FifoIndex {
    /** Messages in flight beyond which a queue gives out no more. */
    static final int MOST_IN_FLIGHT = 120_000;

    /** Wakes a receive that waits, since there is something for it. */
    interface Arrivals {
        void arrived();
    }

    private final Arrivals arrivals;
    private final Deadlines deadlines = new Deadlines();
    private final LongMap<Tracked<L>> tracked = new LongMap<>();
    private long now;
    private long visible;
    private int inFlight;
    private long delayed;

    QueueIndex(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    static QueueIndex<?> of(boolean fifo, Arrivals arrivals) {
        return fifo ? new FifoIndex(arrivals) : new StandardIndex(arrivals);
    }

    // What rows say.

    /**
     * A message is there.
     *
     * @param group see {@link MessageGroupKey}
     * @param sent in milliseconds, as all times here
     * @param available when it can be received; {@code sent} if at once
     */
    final void added(long sequence, long group, long sent, long available) {
        L lane = lane(group, sent);
        if (available > sent) {
            tracked.put(sequence, new Tracked<>(lane, State.DELAYED, sent, available));
            deadlines.add(available, sequence);
            delayed++;
            hold(sequence, lane);
        } else {
            visible++;
            arrive(sequence, lane);
        }
    }

    /** A message was received, or the end of its invisibility was changed. */
    final void delivered(long sequence, long group, long received, long until) {
        Tracked<L> message = tracked.get(sequence);
        if (message == null) {
            L lane = lane(group, 0);
            message = new Tracked<>(lane, State.IN_FLIGHT, received, until);
            tracked.put(sequence, message);
            visible--;
            inFlight++;
            takeFresh(sequence, lane);
        } else {
            State before = message.state;
            message.state = State.IN_FLIGHT;
            message.since = received;
            message.until = until;
            switch (before) {
                case IN_FLIGHT -> {}
                case RETURNED -> {
                    visible--;
                    inFlight++;
                    takeReturned(sequence, message.lane);
                }
                case DELAYED -> {
                    delayed--;
                    inFlight++;
                    takeDelayed(sequence, message.lane);
                }
            }
        }
        addDeadline(until, sequence);
    }

    /** A message is gone. If nobody has ever received it, its group must be none. */
    final void removed(long sequence) {
        Tracked<L> message = tracked.remove(sequence);
        if (message == null) {
            visible--;
            dropFresh(sequence);
            return;
        }
        switch (message.state) {
            case IN_FLIGHT -> {
                inFlight--;
                finish(sequence, message.lane, Math.max(0, now - message.since));
            }
            case RETURNED -> {
                visible--;
                dropReturned(sequence, message.lane);
            }
            case DELAYED -> {
                delayed--;
                dropDelayed(sequence, message.lane);
            }
        }
    }

    /** All messages are gone. */
    void clear() {
        tracked.clear();
        deadlines.clear();
        visible = 0;
        inFlight = 0;
        delayed = 0;
    }

    /** Messages that are still delayed wait no longer than this after they were sent. */
    final void delayAtMost(long delay) {
        tracked.forEach((sequence, message) -> {
            if (message.state == State.DELAYED && message.since + delay < message.until) {
                message.until = message.since + delay;
                deadlines.add(message.until, sequence);
            }
        });
    }

    // What time says.

    /** Makes visible what is due. */
    final void passTime(long time) {
        now = Math.max(now, time);
        while (deadlines.first() <= now) {
            long due = deadlines.first();
            long sequence = deadlines.poll();
            Tracked<L> message = tracked.get(sequence);
            if (message == null || message.until != due || message.state == State.RETURNED) {
                continue; // its deadline was changed, or it is gone
            }
            visible++;
            if (message.state == State.DELAYED) {
                delayed--;
                tracked.remove(sequence);
                release(sequence, message.lane);
            } else {
                inFlight--;
                message.state = State.RETURNED;
                comeBack(sequence, message.lane, Math.max(0, now - message.since));
            }
        }
        timePassed();
    }

    /** When {@link #passTime} has something to do, or {@link Long#MAX_VALUE}. */
    long nextDeadline() {
        return deadlines.first();
    }

    // What handlers ask.

    abstract Candidates candidates();

    /**
     * Whether it knows the message one by one. Of those that can be received these are the ones
     * that have been received before, and so have a {@link Delivery}.
     */
    final boolean tracks(long sequence) {
        return tracked.contains(sequence);
    }

    final boolean inFlight(long sequence) {
        Tracked<L> message = tracked.get(sequence);
        return message != null && message.state == State.IN_FLIGHT;
    }

    final boolean delayed(long sequence) {
        Tracked<L> message = tracked.get(sequence);
        return message != null && message.state == State.DELAYED;
    }

    /** Whether a message, which must be there, is neither delayed nor in flight. */
    final boolean visible(long sequence) {
        Tracked<L> message = tracked.get(sequence);
        return message == null || message.state == State.RETURNED;
    }

    final QueueCounts counts() {
        return new QueueCounts(visible, inFlight, delayed);
    }

    final int inFlight() {
        return inFlight;
    }

    final boolean isEmpty() {
        return visible == 0 && inFlight == 0 && delayed == 0;
    }

    /**
     * The message that came first of all that are there, or {@link Line#NONE}. Looks at every group
     * and at every message that is delayed, in flight or back.
     */
    final long oldest() {
        long[] oldest = {firstFresh()};
        tracked.forEach((sequence, _) -> oldest[0] = Line.earlier(oldest[0], sequence));
        return oldest[0];
    }

    // For the two kinds of index.

    /** The first of the messages that are not tracked, or {@link Line#NONE}. */
    abstract long firstFresh();

    final long now() {
        return now;
    }

    final void signalArrival() {
        arrivals.arrived();
    }

    /**
     * Where messages of a group wait; made if there is none.
     *
     * @param sent when the message that asks was sent, or 0 if it is not new
     */
    abstract L lane(long group, long sent);

    /** A new message can be received. */
    abstract void arrive(long sequence, L lane);

    /** A new message is delayed. */
    abstract void hold(long sequence, L lane);

    /** A message's delay is over. */
    abstract void release(long sequence, L lane);

    /** A message's invisibility is over, so long after it was received. */
    abstract void comeBack(long sequence, L lane, long after);

    abstract void takeFresh(long sequence, L lane);

    abstract void takeReturned(long sequence, L lane);

    abstract void takeDelayed(long sequence, L lane);

    /** A message in flight is gone, so long after it was received. */
    abstract void finish(long sequence, L lane, long after);

    abstract void dropFresh(long sequence);

    abstract void dropReturned(long sequence, L lane);

    abstract void dropDelayed(long sequence, L lane);

    /** What else is due. */
    abstract void timePassed();

    private void addDeadline(long time, long sequence) {
        deadlines.add(time, sequence);
        if (deadlines.size() > 1024 && deadlines.size() > 2 * (inFlight + delayed)) {
            deadlines.keep((due, about) -> {
                Tracked<L> message = tracked.get(about);
                return message != null && message.until == due && message.state != State.RETURNED;
            });
        }
    }
}
