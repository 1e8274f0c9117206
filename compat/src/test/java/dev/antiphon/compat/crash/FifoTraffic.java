package dev.antiphon.compat.crash;

import dev.antiphon.compat.crash.TrackedQueue.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A FIFO queue: each group has one sender, which sends a message again, with its deduplication id,
 * until it is acknowledged. One receiver works the groups off, in part each time. So every number
 * of a group has to come out, in order, and once.
 */
final class FifoTraffic implements Traffic {
    private static final int GROUPS_OF_A_SENDER = 4;
    private static final int SENDERS = 2;
    private static final int MOST_ATTEMPTS = 100;
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(2);

    private final TrackedQueue queue;
    private final Map<QueueAttributeName, String> attributes;
    private final Findings findings;
    private final List<Group> groups;
    private final Map<Tracked, Group> groupOf = new ConcurrentHashMap<>();

    FifoTraffic(
            String name,
            Map<QueueAttributeName, String> attributes,
            Calls calls,
            Findings findings) {
        this.queue = new TrackedQueue(name, calls, findings);
        this.attributes = attributes;
        this.findings = findings;
        this.groups =
                IntStream.range(0, GROUPS_OF_A_SENDER * SENDERS)
                        .mapToObj(i -> new Group("group-" + i, findings))
                        .toList();
    }

    @Override
    public void prepare() {
        queue.create(attributes);
    }

    @Override
    public List<Runnable> clients() {
        List<Runnable> clients = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            clients.add(
                    sender(groups.subList(i * GROUPS_OF_A_SENDER, (i + 1) * GROUPS_OF_A_SENDER)));
        }
        clients.add(() -> queue.receive(VISIBILITY_TIMEOUT).ifPresent(this::handle));
        return clients;
    }

    private Runnable sender(List<Group> its) {
        return () -> {
            Group group = its.get(ThreadLocalRandom.current().nextInt(its.size()));
            Tracked message = group.unacknowledged();
            if (message == null) {
                message = queue.next(Duration.ZERO);
                groupOf.put(message, group);
                group.add(message);
            }
            queue.send(message, group.name(), message.toString().replace('/', '-'));
        };
    }

    private void handle(Received received) {
        byGroup(received).forEach((group, messages) -> handle(group, received, messages));
    }

    private void handle(Group group, Received received, List<Tracked> messages) {
        group.received(received, messages);
        int choice = ThreadLocalRandom.current().nextInt(4);
        int delete = choice < 2 ? messages.size() : messages.size() / 2;
        List<Tracked> kept = messages.subList(delete, messages.size());
        queue.delete(messages.subList(0, delete));
        if (choice == 2) {
            queue.release(kept);
        }
        if (kept.isEmpty() || choice == 2) {
            group.open(); // even if the answer was lost, for the server may have done it
        }
    }

    private Map<Group, List<Tracked>> byGroup(Received received) {
        Map<Group, List<Tracked>> map = new LinkedHashMap<>();
        for (Tracked message : received.messages()) {
            Group group = groupOf.get(message);
            if (group != null) {
                map.computeIfAbsent(group, _ -> new ArrayList<>()).add(message);
            }
        }
        return map;
    }

    @Override
    public String reconcile() {
        for (Group group : groups) {
            Tracked message = group.unacknowledged();
            for (int i = 0; message != null && i < MOST_ATTEMPTS; i++) {
                queue.send(message, group.name(), message.toString().replace('/', '-'));
                message = group.unacknowledged();
            }
        }
        Drain.until(
                () -> queue.size() == 0,
                queue,
                received ->
                        byGroup(received)
                                .forEach((group, messages) -> {
                                    group.received(received, messages);
                                    group.open(); // all of them are deleted next
                                }));
        List<Tracked> messages = queue.messages();
        Drain.complain(messages, queue, findings);
        return Drain.summary(queue, messages);
    }
}
