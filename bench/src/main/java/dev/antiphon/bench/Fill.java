package dev.antiphon.bench;

import java.util.ArrayList;
import java.util.List;

/** Fills a queue by SendMessageBatch, at least with so many messages. */
final class Fill {
    private final Bench bench;
    private final Queue queue;
    private final Ledger ledger;
    private final Meter meter = new Meter();

    Fill(Bench bench, Queue queue, Ledger ledger) {
        this.bench = bench;
        this.queue = queue;
        this.ledger = ledger;
    }

    /** Returns when the messages are acknowledged. */
    void run(int messages) {
        Sends sends = new Sends(queue, ReceivedMessages.MOST, bench.settings().size());
        List<Sender> senders = new ArrayList<>();
        meter.start();
        for (int i = 0; i < bench.settings().connections(); i++) {
            senders.add(
                    new Sender(
                            bench,
                            sends,
                            ledger,
                            meter,
                            new int[] {0},
                            () -> ledger.taken() - unknown(senders) < messages));
        }
        senders.forEach(Sender::next);
        bench.runWhileMoving(() -> senders.stream().allMatch(Sender::idle), ledger::acknowledged);
        meter.stop();
        senders.forEach(Sender::close);
        if (ledger.acknowledged() < messages) {
            throw new IllegalStateException(
                    "only "
                            + ledger.acknowledged()
                            + " of "
                            + messages
                            + " messages were taken; first error: "
                            + bench.errors().first());
        }
    }

    private static long unknown(List<Sender> senders) {
        long unknown = 0;
        for (Sender sender : senders) {
            unknown += sender.unknown();
        }
        return unknown;
    }

    Meter meter() {
        return meter;
    }
}
