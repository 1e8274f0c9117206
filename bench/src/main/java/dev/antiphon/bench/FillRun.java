package dev.antiphon.bench;

/** Fills a queue and leaves it there, for whoever wants to see a server with a full one. */
final class FillRun {
    private final Bench bench;
    private final String name;
    private final int messages;

    FillRun(Bench bench, String name, int messages) {
        this.bench = bench;
        this.name = name;
        this.messages = messages;
    }

    Result run() {
        Queue queue = Queue.create(bench.control(), name, false);
        Ledger ledger = new Ledger();
        Fill fill = new Fill(bench, queue, ledger);
        fill.run(messages);
        return new Result("fill", bench.settings())
                .rate("msgs_s", fill.meter().messagesPerSecond(), "messages/s")
                .latencies("", fill.meter())
                .errors(bench.errors())
                .detail("acked", ledger.acknowledged())
                .detail("depth", queue.depth());
    }
}
