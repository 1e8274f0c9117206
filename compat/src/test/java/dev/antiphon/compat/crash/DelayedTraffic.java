package dev.antiphon.compat.crash;

import dev.antiphon.compat.crash.TrackedQueue.Received;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Messages with delays of some seconds, which go on while the server is away. */
final class DelayedTraffic implements Traffic {
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(6);

    private final TrackedQueue queue;
    private final Findings findings;

    DelayedTraffic(Calls calls, Findings findings) {
        this.queue = new TrackedQueue("delayed", calls, findings);
        this.findings = findings;
    }

    @Override
    public void prepare() {
        queue.create(Map.of());
    }

    @Override
    public List<Runnable> clients() {
        return List.of(this::send, this::receive);
    }

    private void send() {
        Duration delay = Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, 6));
        queue.send(queue.next(delay), delay);
    }

    private void receive() {
        queue.receive(VISIBILITY_TIMEOUT).map(Received::messages).ifPresent(queue::delete);
    }

    @Override
    public String reconcile() {
        Drain.until(() -> queue.size() == 0, queue, _ -> {});
        List<Tracked> messages = queue.messages();
        Drain.complain(messages, queue, findings);
        return Drain.summary(queue, messages);
    }
}
