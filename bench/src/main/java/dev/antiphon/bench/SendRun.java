package dev.antiphon.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * SendMessage or SendMessageBatch in a closed loop: every connection sends as soon as it has its
 * answer. Afterwards the queue must hold what was acknowledged, neither less nor more.
 */
final class SendRun {
    private static final long LONGEST_COUNT_NANOS = Duration.ofSeconds(3).toNanos();

    private final Bench bench;
    private final int batch;
    private final Meter meter = new Meter();
    private final Ledger ledger = new Ledger();
    private boolean stopped;

    /**
     * @param batch messages in a request
     */
    SendRun(Bench bench, int batch) {
        this.bench = bench;
        this.batch = batch;
    }

    Result run() {
        Settings settings = bench.settings();
        Result result = new Result(batch == 1 ? "send" : "send-batch", settings);
        Queue queue = bench.newQueue(false);
        Sends sends = new Sends(queue, batch, settings.size());
        List<Sender> senders = new ArrayList<>();
        for (int i = 0; i < settings.connections(); i++) {
            senders.add(new Sender(bench, sends, ledger, meter, new int[] {0}, () -> !stopped));
        }
        senders.forEach(Sender::next);
        bench.loop().runFor(settings.warm());
        meter.start();
        Costs costs = Costs.begin(settings.server());
        bench.loop().runFor(settings.measured());
        meter.stop();
        costs.end(meter.calls(), result);
        stopped = true;
        bench.loop()
                .runUntil(
                        () -> senders.stream().allMatch(Sender::idle), bench.settings().patience());
        long unknown = senders.stream().mapToLong(Sender::unknown).sum();
        long depth = depth(queue);
        senders.forEach(Sender::close);
        queue.delete();
        return result.rate("msgs_s", meter.messagesPerSecond(), "messages/s")
                .latencies("", meter)
                .check("lost", Math.max(0, ledger.acknowledged() - depth))
                .check("duplicated", Math.max(0, depth - ledger.acknowledged() - unknown))
                .errors(bench.errors())
                .detail("acked", ledger.acknowledged())
                .detail("depth", depth);
    }

    /** A queue's depth is approximate by its name: some servers count a little later. */
    private long depth(Queue queue) {
        long patience = bench.settings().patience().toNanos();
        long end = System.nanoTime() + Math.min(LONGEST_COUNT_NANOS, patience);
        long depth = queue.depth();
        while (depth < ledger.acknowledged() && System.nanoTime() - end < 0) {
            bench.loop().runFor(Duration.ofMillis(100));
            depth = queue.depth();
        }
        return depth;
    }
}
