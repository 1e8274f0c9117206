package dev.antiphon.compat.crash;

import dev.antiphon.compat.crash.TrackedQueue.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A standard queue: single messages and batches go in. Of what comes out, half is deleted, a
 * quarter is held beyond the end of the test, and a quarter is left to come back.
 */
final class StandardTraffic implements Traffic {
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(6);
    private static final Duration HOLD = Duration.ofMinutes(10);

    private final TrackedQueue queue;
    private final Findings findings;

    StandardTraffic(Calls calls, Findings findings) {
        this.queue = new TrackedQueue("standard", calls, findings);
        this.findings = findings;
    }

    @Override
    public void prepare() {
        queue.create(Map.of());
    }

    @Override
    public List<Runnable> clients() {
        return List.of(
                this::sendOne, this::sendOne, this::sendSeveral, this::receive, this::receive);
    }

    private void sendOne() {
        queue.send(queue.next(Duration.ZERO), Duration.ZERO);
    }

    private void sendSeveral() {
        List<Tracked> batch = new ArrayList<>();
        int count = ThreadLocalRandom.current().nextInt(1, 11);
        for (int i = 0; i < count; i++) {
            batch.add(queue.next(Duration.ZERO));
        }
        queue.send(batch);
    }

    private void receive() {
        queue.receive(VISIBILITY_TIMEOUT).map(Received::messages).ifPresent(this::handle);
    }

    private void handle(List<Tracked> messages) {
        List<Tracked> delete = new ArrayList<>();
        List<Tracked> hold = new ArrayList<>();
        for (Tracked message : messages) {
            switch (ThreadLocalRandom.current().nextInt(4)) {
                case 0 -> hold.add(message);
                case 1 -> {
                    // It comes back by itself.
                }
                default -> delete.add(message);
            }
        }
        queue.delete(delete);
        queue.hold(hold, HOLD);
    }

    @Override
    public String reconcile() {
        List<Tracked> messages = queue.messages();
        List<Tracked> held = messages.stream().filter(Tracked::isHeld).toList();
        // While these are held they must not show, which every receive is checked for.
        Drain.until(
                () -> messages.stream().noneMatch(m -> m.isThere() && !m.isHeld()), queue, _ -> {});
        List<Tracked> stillHeld = held.stream().filter(Tracked::isHeld).toList();
        for (int i = 0; i < stillHeld.size(); i += 10) {
            queue.releaseCertainly(stillHeld.subList(i, Math.min(i + 10, stillHeld.size())));
        }
        Drain.until(() -> queue.size() == 0, queue, _ -> {});
        Drain.complain(messages, queue, findings);
        return Drain.summary(queue, messages) + ", " + held.size() + " held across kills";
    }
}
