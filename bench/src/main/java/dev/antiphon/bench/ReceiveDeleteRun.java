package dev.antiphon.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ReceiveMessage of ten and DeleteMessageBatch in turn, from a queue that was filled before, until
 * it is empty. A fifth of the messages warms the server, the rest is measured. Every message must
 * be seen once.
 */
final class ReceiveDeleteRun implements Consumer.Listener {
    private final Bench bench;
    private final int messages;
    private final Result result;
    private final Ledger ledger = new Ledger();
    private final Meter receives = new Meter();
    private final Meter deletes = new Meter();
    private int deleted;
    private @Nullable Costs costs;

    ReceiveDeleteRun(Bench bench, int messages) {
        this.bench = bench;
        this.messages = messages;
        this.result = new Result("receive-delete", bench.settings());
    }

    Result run() {
        Queue queue = bench.newQueue(false);
        new Fill(bench, queue, ledger).run(messages + messages / 4);
        List<Consumer> consumers = new ArrayList<>();
        for (int i = 0; i < bench.settings().connections(); i++) {
            consumers.add(new Consumer(bench, queue, 0, this));
        }
        consumers.forEach(Consumer::next);
        bench.runWhileMoving(
                () -> !goesOn() && consumers.stream().allMatch(Consumer::idle), () -> deleted);
        finish();
        long left = queue.depth();
        consumers.forEach(Consumer::close);
        queue.delete();
        return result.rate("msgs_s", deletes.messagesPerSecond(), "messages/s")
                .latencies("recv_", receives)
                .latencies("del_", deletes)
                .check("lost", ledger.missing())
                .check("duplicated", ledger.duplicated())
                .check("foreign", ledger.foreign())
                .check("left", left)
                .errors(bench.errors())
                .detail("calls_s", (receives.calls() + deletes.calls()) / deletes.seconds())
                .detail("filled", ledger.acknowledged())
                .detail("received", ledger.seen());
    }

    @Override
    public boolean goesOn() {
        return ledger.missing() > 0;
    }

    @Override
    public void received(ReceivedMessages received, Answer answer) {
        for (int i = 0; i < received.count(); i++) {
            ledger.received(received.number(i));
        }
        if (received.count() > 0) {
            receives.record(answer.nanos(), received.count());
        }
    }

    @Override
    public void deleted(int count, Answer answer) {
        deleted += count;
        if (deletes.running()) {
            deletes.record(answer.nanos(), count);
            if (deleted >= ledger.acknowledged()) {
                finish();
            }
        } else if (costs == null && deleted >= messages / 4) {
            costs = Costs.begin(bench.settings().server());
            receives.start();
            deletes.start();
        }
    }

    private void finish() {
        if (deletes.running() && costs != null) {
            receives.stop();
            deletes.stop();
            costs.end(receives.calls() + deletes.calls(), result);
        }
    }
}
