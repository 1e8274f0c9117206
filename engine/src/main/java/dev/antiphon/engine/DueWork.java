package dev.antiphon.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What a partition does by itself when the time has come: timers fire, and shards meet the
 * deadlines that follow from their rows. What fails is left alone for a while, so that it does not
 * keep the partition from its other work.
 */
final class DueWork {
    private static final int MOST_PER_ROUND = 256;
    private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(10);

    private final Partition partition;
    private final Engine engine;
    private final OperationTx tx;
    private final TimerWindow timers = new TimerWindow();
    private boolean underWay;
    private Instant notBefore = Instant.MIN;

    DueWork(Partition partition, Engine engine, OperationTx tx) {
        this.partition = partition;
        this.engine = engine;
        this.tx = tx;
    }

    /** Begins with the timers that the rows have. */
    void open() {
        try (Scan<Timer, Boolean> rows = tx.scanAll(EngineTables.TIMERS)) {
            timers.open(rows);
        }
    }

    /** A timer was set or, if not, cancelled. */
    void follow(Timer timer, boolean set) {
        if (set) {
            timers.added(timer);
        } else {
            timers.removed(timer);
        }
    }

    Instant nextDue(ShardSet shards) {
        Instant due = Partition.earlier(timers.nextDue(), shards.nextWake());
        return due.isBefore(notBefore) ? notBefore : due;
    }

    /** Does what is due, at most a batch of it. Returns whether there was anything. */
    boolean run(Instant now, ShardSet shards) {
        if (now.isBefore(notBefore)) {
            return false;
        }
        underWay = true;
        boolean worked = fireTimers(now);
        if (!partition.saturated()) {
            worked |= shards.wakeDue(now, RETRY_AFTER_FAILURE, this::wake);
        }
        underWay = false;
        return worked;
    }

    /** The partition starts again; if this is why, then what is due has to wait. */
    void interrupted(Instant now) {
        if (underWay) {
            notBefore = now.plus(RETRY_AFTER_FAILURE);
            underWay = false;
        }
    }

    private boolean wake(Consumer<Tx> wake) {
        Throwable failure = partition.run(wake);
        if (failure != null) {
            engine.incidents()
                    .contained("a shard's deadlines failed and are tried again later", failure);
        }
        return failure == null;
    }

    private boolean fireTimers(Instant now) {
        boolean fired = false;
        for (int i = 0; i < MOST_PER_ROUND && !partition.saturated(); i++) {
            if (timers.exhausted()) {
                refill();
            }
            Timer timer = timers.due(now);
            if (timer == null) {
                break;
            }
            fired = true;
            fire(timer, now);
        }
        return fired;
    }

    private void refill() {
        try (Scan<Timer, Boolean> rows = tx.scanFrom(EngineTables.TIMERS, timers.beyond())) {
            timers.refill(rows);
        }
    }

    private void fire(Timer timer, Instant now) {
        Throwable failure =
                partition.run(any -> {
                    tx.cancelTimer(timer);
                    engine.registrations().timer(timer.handler()).fire(tx, timer);
                });
        if (failure != null) {
            engine.incidents()
                    .contained("a timer failed and is tried again later: " + timer, failure);
            partition.run(any -> {
                tx.cancelTimer(timer);
                Instant later = now.plus(RETRY_AFTER_FAILURE);
                tx.setTimer(new Timer(timer.handler(), later, timer.key()));
            });
        }
    }
}
