package dev.antiphon.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sends to a FIFO queue while consumers receive and delete. A group belongs to one sender, so the
 * numbers of its messages rise in the order of sending: a message that comes after one with a
 * higher number is out of order.
 */
final class FifoRun implements Consumer.Listener {
    private static final int WAIT_SECONDS = 20;

    private final Bench bench;
    private final int groups;
    private final int consumerCount;
    private final int batch;
    private final Ledger ledger = new Ledger();
    private final Meter sent = new Meter();
    private final Meter receives = new Meter();
    private final Meter deletes = new Meter();
    private final long[] latest;
    private int outOfOrder;
    private boolean stopped;

    FifoRun(Bench bench, int groups, int consumers, int batch) {
        this.bench = bench;
        this.groups = groups;
        this.consumerCount = consumers;
        this.batch = batch;
        this.latest = new long[groups];
        Arrays.fill(latest, -1);
    }

    Result run() {
        Settings settings = bench.settings();
        Result result = new Result("fifo", settings);
        Queue queue = bench.newQueue(true);
        List<Sender> senders = senders(queue);
        List<Consumer> consumers = new ArrayList<>();
        for (int i = 0; i < consumerCount; i++) {
            consumers.add(new Consumer(bench, queue, WAIT_SECONDS, this));
        }
        consumers.forEach(Consumer::next);
        senders.forEach(Sender::next);
        bench.loop().runFor(settings.warm());
        List<Meter> meters = List.of(sent, receives, deletes);
        meters.forEach(Meter::start);
        Costs costs = Costs.begin(settings.server());
        bench.loop().runFor(settings.measured());
        meters.forEach(Meter::stop);
        costs.end(sent.calls() + receives.calls() + deletes.calls(), result);
        stopped = true;
        bench.loop()
                .runUntil(
                        () -> senders.stream().allMatch(Sender::idle), bench.settings().patience());
        bench.runWhileMoving(() -> ledger.missing() == 0, ledger::seen);
        senders.forEach(Sender::close);
        consumers.forEach(Consumer::close);
        queue.delete();
        return result.rate("received_s", deletes.messagesPerSecond(), "messages/s")
                .rate("sent_s", sent.messagesPerSecond(), "sent/s")
                .latencies("", sent)
                .check("lost", ledger.missing())
                .check("duplicated", ledger.duplicated())
                .check("foreign", ledger.foreign())
                .check("out_of_order", outOfOrder)
                .errors(bench.errors())
                .detail("acked", ledger.acknowledged())
                .detail("received", ledger.seen());
    }

    private List<Sender> senders(Queue queue) {
        Sends sends = new Sends(queue, batch, bench.settings().size());
        int count = Math.min(bench.settings().connections(), groups);
        List<Sender> senders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] own = new int[(groups - i + count - 1) / count];
            for (int g = 0; g < own.length; g++) {
                own[g] = i + g * count;
            }
            senders.add(new Sender(bench, sends, ledger, sent, own, () -> !stopped));
        }
        return senders;
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public void received(ReceivedMessages received, Answer answer) {
        for (int i = 0; i < received.count(); i++) {
            long number = received.number(i);
            if (ledger.received(number)) {
                int group = received.group(i);
                if (number < latest[group]) {
                    outOfOrder++;
                }
                latest[group] = number;
            }
        }
        if (received.count() > 0) {
            receives.record(answer.nanos(), received.count());
        }
    }

    @Override
    public void deleted(int count, Answer answer) {
        deletes.record(answer.nanos(), count);
    }
}
