package dev.antiphon.delivery.source;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.ShardKey;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Gauge;
import dev.antiphon.service.Part;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads all sources of a node for all their consumers.
 *
 * <p>Each consumer has a {@link Poller} on the partition that owns its source, derived from the
 * consumer's definition. It waits for the source's topic in line with the long polls of clients
 * ({@link Tx#listen}); so nothing is polled in vain and nobody is favoured. What it receives is
 * hidden from others as any receive hides it, which is soft and costs no sync. A batch leaves as a
 * {@link BatchCall}; what comes of it returns to the same partition ({@link #finish}), where all
 * records that were handled are deleted in one commit. The next batch is taken by an operation of
 * its own: only then do the source's indexes show what was settled.
 *
 * <p>A batch has no row of its own. Whatever is lost (the process, the call, its answer), the
 * records come back when their visibility timeout is over and are handed out again: every record is
 * handled at least once, and none is gone that was not.
 */
public final class Pollers implements Part {
    private final Sources sources;
    private final List<ConsumerType<?, ?>> consumers;
    private final ShardKey<LivePollers> key;

    public Pollers(Sources sources, List<ConsumerType<?, ?>> consumers) {
        this.sources = sources;
        this.consumers = List.copyOf(consumers);
        this.key = new ShardKey<>("pollers", () -> new LivePollers(this));
    }

    @Override
    public void register(Registry registry) {
        registry.shard(key);
    }

    List<ConsumerType<?, ?>> consumers() {
        return consumers;
    }

    ShardKey<LivePollers> key() {
        return key;
    }

    @Nullable Source find(Tx tx, Consumer consumer) {
        return sources.find(tx, consumer.source());
    }

    /** Takes in what came of a batch, on the partition that owns its source. */
    public void finish(Tx tx, BatchCall call, CallOutcome outcome) {
        Poller poller = tx.shard(key).ended(call);
        Consumer consumer = call.consumer();
        switch (consumer.verdict(call.records(), outcome)) {
            case Verdict.Called called -> {
                Source source = find(tx, consumer);
                if (source != null) {
                    source.done(called.done());
                }
                consumer.ended(tx, called);
                if (poller != null) {
                    poller.called(called.failed());
                }
                trace(tx, call, called);
            }
            case Verdict.Throttled() -> {
                if (poller != null) {
                    poller.throttled(tx, call.records());
                }
            }
        }
    }

    private static void trace(Tx tx, BatchCall call, Verdict.Called called) {
        String target =
                call.call() instanceof OutsideCall.Function function
                        ? function.invokedArn()
                        : call.consumer().id();
        called.done()
                .forEach(record -> RecordTrace.attempted(tx, record, call.source(), target, null));
        called.failed()
                .forEach(record ->
                        RecordTrace.attempted(tx, record, call.source(), target, called.error()));
    }

    @Override
    public List<Gauge> gauges(Tx tx) {
        return List.of(
                new Gauge(
                        "antiphon.sources.batches",
                        "Batches of queues and streams that their consumers have at present",
                        new TreeMap<>(),
                        tx.shard(key).underWay()));
    }
}
