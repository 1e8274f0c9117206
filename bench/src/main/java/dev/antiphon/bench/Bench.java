package dev.antiphon.bench;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** What a run works with: the loop, a connection for single calls, and the errors so far. */
final class Bench implements AutoCloseable {
    private final Settings settings;
    private final EventLoop loop;
    private final Control control;
    private final Errors errors = new Errors();

    Bench(Settings settings) {
        this.settings = settings;
        this.loop = new EventLoop(settings.endpoint(), settings.signing());
        this.control = new Control(loop);
    }

    Settings settings() {
        return settings;
    }

    EventLoop loop() {
        return loop;
    }

    Control control() {
        return control;
    }

    Errors errors() {
        return errors;
    }

    /**
     * A queue with a name that no run before has had: names of deleted queues rest for a minute.
     */
    Queue newQueue(boolean fifo) {
        String name = "bench-" + Long.toString(System.nanoTime(), 36);
        return Queue.create(control, fifo ? name + ".fifo" : name, fifo);
    }

    /**
     * Runs until the condition holds, or until there was no progress for {@link Settings#patience}.
     */
    void runWhileMoving(BooleanSupplier done, LongSupplier progress) {
        boolean moving = true;
        while (moving && !done.getAsBoolean()) {
            long before = progress.getAsLong();
            moving =
                    loop.runUntil(
                            () -> done.getAsBoolean() || progress.getAsLong() != before,
                            settings.patience());
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
