package dev.antiphon.compat.crash;

import dev.antiphon.compat.crash.TrackedQueue.Received;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Messages that nobody ever deletes: each has to end up in the dead-letter queue once. The two
 * queues may live in different partitions, so this is the hop between partitions under crashes.
 */
final class PoisonTraffic implements Traffic {
    private static final int MAX_RECEIVE_COUNT = 2;
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(1);

    private final TrackedQueue queue;
    private final TrackedQueue deadLetters;
    private final Findings findings;

    PoisonTraffic(Calls calls, Findings findings) {
        this.queue = new TrackedQueue("poison", calls, findings);
        this.deadLetters = queue.sibling("dead-letters");
        this.findings = findings;
    }

    @Override
    public void prepare() {
        deadLetters.create(Map.of());
        queue.create(
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                                .formatted(deadLetters.arn(), MAX_RECEIVE_COUNT)));
    }

    @Override
    public List<Runnable> clients() {
        return List.of(() -> queue.send(queue.next(Duration.ZERO), Duration.ZERO), this::receive);
    }

    private void receive() {
        queue.receive(VISIBILITY_TIMEOUT).ifPresent(this::check);
    }

    private void check(Received received) {
        for (Tracked message : received.messages()) {
            if (message.receiveCount() > MAX_RECEIVE_COUNT) {
                findings.add(
                        Promise.POISON_GOES_TO_THE_DEAD_LETTER_QUEUE,
                        "%s was received %d times from its queue"
                                .formatted(message, message.receiveCount()));
            }
        }
    }

    @Override
    public String reconcile() {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (queue.size() != 0 && System.nanoTime() < end) {
            receive();
        }
        Drain.until(() -> deadLetters.size() == 0, deadLetters, _ -> {});
        List<Tracked> messages = queue.messages();
        Drain.complain(messages, deadLetters, findings);
        if (queue.size() != 0) {
            findings.add(
                    Promise.POISON_GOES_TO_THE_DEAD_LETTER_QUEUE, "some are left in their queue");
        }
        return Drain.summary(deadLetters, messages);
    }
}
