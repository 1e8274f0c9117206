package dev.antiphon.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a partition: those that have come in and those that wait for a topic or a deadline.
 * Those that have been woken go before those that have just come.
 */
final class Calls {
    private final Partition partition;
    private final OperationTx tx;
    private final Batches batches;
    private final EngineConfig config;
    private final Mailbox mailbox;
    private final Waiting waiting;
    private long arrivals;

    Calls(
            Partition partition,
            OperationTx tx,
            Batches batches,
            EngineConfig config,
            Waiting.Listeners listeners) {
        this.partition = partition;
        this.tx = tx;
        this.batches = batches;
        this.config = config;
        this.mailbox = new Mailbox(config.mailboxCalls(), config.mailboxBytes());
        this.waiting = new Waiting(listeners);
    }

    /** Takes a call in, or refuses it for want of room. Any thread may call. */
    boolean offer(Call<?> call) {
        return mailbox.offer(call);
    }

    /** Those that have come in and have not been run. Any thread may call. */
    int queued() {
        return mailbox.size();
    }

    boolean anyQueued() {
        return !mailbox.isEmpty();
    }

    boolean anyAwake() {
        return waiting.anyAwake();
    }

    Instant nextDeadline() {
        return waiting.nextDeadline();
    }

    void wakeOverdue(Instant now) {
        waiting.wakeOverdue(now);
    }

    /** Something has happened that calls may wait for; so many of them are run again. */
    void signal(Object topic, int permits) {
        waiting.signal(topic, permits);
    }

    /** A shard waits with the calls, behind those that have come so far. */
    void listen(ShardKey<?> shard, Object topic) {
        waiting.listen(shard, arrivals++, topic);
    }

    /**
     * Runs those that are at hand, at most a batch of them. Returns whether there were any.
     *
     * @param readOnly whether those that would change something are refused
     * @param last whether none may wait any longer
     */
    boolean run(boolean readOnly, boolean last) {
        boolean worked = false;
        for (int i = 0; i < config.callsPerBatch(); i++) {
            // For every call: one that comes while this round is running must not be given a time
            // before it was sent, or what it asks to last for a while ends too early.
            partition.readTime();
            Waiting.Arrival arrival = next();
            if (arrival == null) {
                break;
            }
            worked = true;
            if (!arrival.call().cancelled()) {
                run(arrival.call(), arrival, readOnly, last);
            }
        }
        return worked;
    }

    private Waiting.@Nullable Arrival next() {
        Waiting.Arrival awake = waiting.nextAwake();
        if (awake != null || batches.saturated()) {
            return awake;
        }
        Call<?> call = mailbox.poll();
        if (call == null) {
            return null;
        }
        // It may have come in after the round began.
        return new Waiting.Arrival(call, partition.readTime(), arrivals++);
    }

    private <O> void run(Call<O> call, Waiting.Arrival arrival, boolean readOnly, boolean last) {
        tx.begin(last ? Instant.EPOCH : arrival.at());
        Outcome<O> outcome;
        try {
            outcome = call.run(tx);
        } catch (Check.Broken e) {
            refuse(call, e);
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            refuse(call, e);
            return;
        }
        if (readOnly && tx.staged()) {
            refuse(call, refusedWrite());
            return;
        }
        switch (outcome) {
            case Outcome.Reply<O> reply -> batches.filling().answer(call, reply.value(), null);
            case Outcome.Wait<O> wait -> {
                if (last) {
                    batches.filling().answer(call, null, stopped());
                } else if (waiting.bytes() + call.bytes() > config.mailboxBytes()) {
                    batches.filling().answer(call, null, overloaded());
                } else {
                    waiting.park(arrival, wait.topic(), wait.deadline());
                }
            }
        }
        partition.succeeded();
    }

    private void refuse(Call<?> call, Throwable why) {
        tx.rollback();
        batches.filling().answer(call, null, why);
    }

    /** Answers all of them with an error, those that wait, too. */
    void refuseAll(Throwable cause) {
        Batch refused = batches.empty();
        for (Call<?> call : waiting.clear()) {
            refused.answer(call, null, cause);
        }
        for (Call<?> call = mailbox.poll(); call != null; call = mailbox.poll()) {
            refused.answer(call, null, cause);
        }
        refused.release();
    }

    private static EngineException stopped() {
        return new EngineException(EngineException.Reason.STOPPING, "the server is stopping");
    }

    private static EngineException overloaded() {
        return new EngineException(
                EngineException.Reason.OVERLOADED, "too many requests are waiting");
    }

    private static EngineException refusedWrite() {
        return new EngineException(
                EngineException.Reason.READ_ONLY, "the storage takes no changes at present");
    }
}
