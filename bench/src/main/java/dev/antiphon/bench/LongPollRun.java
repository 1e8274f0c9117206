package dev.antiphon.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Sends at a fixed rate while consumers wait in long polls. What counts is the time from the moment
 * at which a message was to be sent until it was received: a sender that comes late, because the
 * server let it wait, does not make the figure better.
 */
final class LongPollRun implements Consumer.Listener {
    private static final int WAIT_SECONDS = 20;

    private final Bench bench;
    private final int rate;
    private final int consumerCount;
    private final Ledger ledger = new Ledger();
    private final Meter endToEnd = new Meter();
    private final Meter sends = new Meter();
    private final Deque<OneSend> idle = new ArrayDeque<>();
    private final Deque<Long> overdue = new ArrayDeque<>();
    private long[] meantAt = new long[1024];
    private int underWay;
    private boolean stopped;
    private long measuredFrom = Long.MAX_VALUE;

    LongPollRun(Bench bench, int rate, int consumers) {
        this.bench = bench;
        this.rate = rate;
        this.consumerCount = consumers;
    }

    Result run() {
        Settings settings = bench.settings();
        Result result = new Result("long-poll", settings);
        Queue queue = bench.newQueue(false);
        Sends template = new Sends(queue, 1, settings.size());
        for (int i = 0; i < settings.connections(); i++) {
            idle.add(new OneSend(template));
        }
        List<Consumer> consumers = new ArrayList<>();
        for (int i = 0; i < consumerCount; i++) {
            consumers.add(new Consumer(bench, queue, WAIT_SECONDS, this));
        }
        consumers.forEach(Consumer::next);
        try (Pacer _ = new Pacer(bench.loop(), rate, this::due)) {
            bench.loop().runFor(settings.warm());
            measuredFrom = System.nanoTime();
            endToEnd.start();
            sends.start();
            Costs costs = Costs.begin(settings.server());
            bench.loop().runFor(settings.measured());
            sends.stop();
            costs.end(sends.calls(), result);
        }
        stopped = true;
        bench.loop()
                .runUntil(() -> underWay == 0 && overdue.isEmpty(), bench.settings().patience());
        bench.runWhileMoving(() -> ledger.missing() == 0, ledger::seen);
        endToEnd.stop();
        consumers.forEach(Consumer::close);
        queue.delete();
        return result.rate("sent_s", sends.messagesPerSecond(), "sent/s")
                .latencies("e2e_", endToEnd)
                .latencies("send_", sends)
                .check("lost", ledger.missing())
                .check("duplicated", ledger.duplicated())
                .check("foreign", ledger.foreign())
                .errors(bench.errors())
                .detail("sent", ledger.acknowledged())
                .detail("received", ledger.seen());
    }

    private void due(long meant) {
        // The last calls may still be on their way from the pacer when the run ends.
        if (!stopped) {
            overdue.add(meant);
            sendOverdue();
        }
    }

    private void sendOverdue() {
        while (!overdue.isEmpty() && !idle.isEmpty()) {
            idle.remove().send(overdue.remove());
        }
    }

    /** A connection that sends when it is its turn. */
    private final class OneSend implements Connection.Reply {
        private final Connection connection = bench.loop().newConnection();
        private final Sends template;
        private long number;

        OneSend(Sends template) {
            this.template = template;
        }

        void send(long meant) {
            number = ledger.take(1);
            if (number == meantAt.length) {
                meantAt = Arrays.copyOf(meantAt, meantAt.length * 2);
            }
            meantAt[(int) number] = meant;
            underWay++;
            template.send(connection, number, 0, this);
        }

        @Override
        public void answered(Answer answer) {
            if (answer.good()) {
                bench.errors().good();
                ledger.acknowledged(number, 1);
                sends.record(answer.nanos(), 1);
            } else {
                bench.errors().add(answer.toString());
            }
            free();
        }

        @Override
        public void broken(String why) {
            bench.errors().add(why);
            free();
        }

        private void free() {
            underWay--;
            idle.add(this);
            sendOverdue();
        }
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public void received(ReceivedMessages received, Answer answer) {
        long now = System.nanoTime();
        for (int i = 0; i < received.count(); i++) {
            long number = received.number(i);
            if (ledger.received(number)) {
                long meant = meantAt[(int) number];
                if (measuredFrom != Long.MAX_VALUE && meant - measuredFrom >= 0) {
                    endToEnd.record(now - meant, 1);
                }
            }
        }
    }

    @Override
    public void deleted(int count, Answer answer) {}
}
