package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.antiphon.engine.EngineException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * What producers and consumers may expect of a few queues, naively. Every message has a body of its
 * own, by which it is known here.
 *
 * <p>A machine that goes down may forget receives: after a restart of any kind nothing is expected
 * of visibility, receive counts and the order of what was in flight then.
 */
final class QueueModel {
    static final Duration VISIBILITY = Duration.ofSeconds(10);

    /** A message that a consumer has and has not asked to delete yet. */
    record Held(String body, String queue, String handle, @Nullable String group) {}

    private static final class Sent {
        final String body;
        final String queue;
        final @Nullable String group;
        final Instant firstTried;
        boolean acknowledged;

        /** So that there may be two of it. */
        boolean triedForTooLong;

        @Nullable String sequence;
        @Nullable String messageId;
        boolean deletionAsked;
        long deletedAt = Long.MAX_VALUE;
        boolean seen;
        long lossesBefore;
        boolean inDeadLetterQueue;

        // Of the present incarnation of the node.
        int receives;
        Instant invisibleUntil = Instant.MIN;
        String handle = "";
        int visibilityChanges;

        Sent(String body, String queue, @Nullable String group, Instant firstTried, long losses) {
            this.body = body;
            this.queue = queue;
            this.group = group;
            this.firstTried = firstTried;
            this.lossesBefore = losses;
        }
    }

    private final Map<String, Sent> messages = new LinkedHashMap<>();
    private final Map<String, Held> held = new LinkedHashMap<>();
    private Instant latest = Instant.MIN;
    private long losses;
    private boolean moved;

    /** The latest time that any part of the node can have seen. */
    void clockShows(Instant now) {
        if (now.isAfter(latest)) {
            latest = now;
        }
    }

    Instant latest() {
        return latest;
    }

    private Sent message(String body) {
        Sent message = messages.get(body);
        if (message == null) {
            throw new AssertionError("nobody sent " + body);
        }
        return message;
    }

    // Sending.

    void sending(String body, String queue, @Nullable String group, Instant now) {
        messages.putIfAbsent(body, new Sent(body, queue, group, now, losses));
    }

    /** It may have been carried out until now. */
    void sendingEnded(String body) {
        Sent message = message(body);
        message.triedForTooLong |=
                Duration.between(message.firstTried, latest).compareTo(Deduplication.INTERVAL) >= 0;
    }

    /** Within the deduplication interval, with time to spare. */
    boolean mayRetry(String body) {
        return Duration.between(message(body).firstTried, latest).toSeconds() < 200;
    }

    void sent(String body, String messageId, @Nullable String sequence) {
        Sent message = message(body);
        message.acknowledged = true;
        message.sequence = sequence;
        checkId(message, messageId);
    }

    private void checkId(Sent message, String messageId) {
        if (message.messageId != null
                && !message.messageId.equals(messageId)
                && !message.triedForTooLong
                && !moved) {
            fail("there are two messages %s", message.body);
        }
        message.messageId = messageId;
    }

    // Receiving.

    void receiveLost() {
        losses++;
    }

    void received(String queue, List<Message> received, long startedAt, Instant earliest) {
        Map<String, String> lastOfGroup = new LinkedHashMap<>();
        for (Message each : received) {
            Sent message = message(each.body());
            if (message.deletedAt < startedAt && !message.triedForTooLong) {
                fail("%s was deleted and is received", each.body());
            }
            checkId(message, each.messageId());
            checkPlace(message, queue);
            int receives = number(each, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
            if (wanders(message)) {
                message.receives = 0;
                message.invisibleUntil = Instant.MIN;
            }
            if (receives <= message.receives) {
                continue; // an answer that was overtaken by a later one
            }
            if (latest.isBefore(message.invisibleUntil)) {
                fail(
                        "%s has two holders: it is invisible until %s",
                        each.body(), message.invisibleUntil);
            }
            message.receives = receives;
            message.handle = each.receiptHandle();
            String group = message.group;
            if (group != null) {
                String sequence = text(each, MessageSystemAttributeName.SEQUENCE_NUMBER);
                String last = lastOfGroup.put(group, sequence);
                if (last != null) {
                    assertThat(last).as("order in one answer").isLessThan(sequence);
                }
                checkOrder(group, sequence, received);
            }
            message.seen = true;
            if (!message.deletionAsked) {
                held.put(
                        each.body(),
                        new Held(each.body(), queue, each.receiptHandle(), message.group));
            }
        }
        for (Message each : received) {
            Sent message = message(each.body());
            if (number(each, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                            == message.receives
                    && message.visibilityChanges == 0) {
                message.invisibleUntil = earliest.plus(VISIBILITY);
            }
        }
    }

    /**
     * Whether it may have gone to the dead-letter queue and back unseen, as a new message, for
     * which the handles and counts of the old one mean nothing.
     */
    private boolean wanders(Sent message) {
        return moved && message.queue.equals(QueueScenario.SOURCE);
    }

    private void checkPlace(Sent message, String queue) {
        boolean dead = queue.equals(QueueScenario.DEAD);
        if (dead) {
            assertThat(message.queue).isEqualTo(QueueScenario.SOURCE);
            if (!message.inDeadLetterQueue) {
                message.receives = 0;
                message.invisibleUntil = Instant.MIN;
                message.inDeadLetterQueue = true;
            }
        } else {
            assertThat(message.queue).isEqualTo(queue);
            if (message.inDeadLetterQueue) {
                assertThat(moved).as("somebody moves %s back", message.body).isTrue();
                message.receives = 0;
                message.invisibleUntil = Instant.MIN;
                message.inDeadLetterQueue = false;
            }
        }
    }

    /** Nothing that was sent before to the same group may wait, or be with another consumer. */
    private void checkOrder(String group, String sequence, List<Message> answer) {
        for (Sent other : messages.values()) {
            if (!group.equals(other.group)
                    || other.sequence == null
                    || other.sequence.compareTo(sequence) >= 0
                    || other.deletionAsked) {
                continue;
            }
            boolean inThisAnswer =
                    answer.stream().anyMatch(message -> message.body().equals(other.body));
            if (!other.seen && other.lossesBefore == losses) {
                fail("%s is overtaken within %s", other.body, group);
            }
            if (!inThisAnswer && latest.isBefore(other.invisibleUntil)) {
                fail("%s is in flight and does not block %s", other.body, group);
            }
        }
    }

    @Nullable Held anyHeld(RandomGenerator random) {
        if (held.isEmpty()) {
            return null;
        }
        List<Held> all = new ArrayList<>(held.values());
        Held chosen = all.get(random.nextInt(all.size()));
        // A consumer of a FIFO queue works its messages off in order.
        for (Held other : all) {
            if (chosen.group != null && chosen.group.equals(other.group)) {
                return other;
            }
        }
        return chosen;
    }

    /** From now on it may become visible at any time. */
    void visibilityChanging(String body) {
        message(body).visibilityChanges++;
        message(body).invisibleUntil = Instant.MIN;
    }

    void visibilityChanged(String body) {
        message(body).visibilityChanges--;
        message(body).invisibleUntil = Instant.MIN;
    }

    // Deleting.

    void deleting(String body) {
        message(body).deletionAsked = true;
        held.remove(body);
    }

    /**
     * An answer means that it is gone, unless somebody else may have received it meanwhile: on a
     * standard queue the old handle then deletes nothing.
     */
    void deleted(Held deleted, long event) {
        Sent message = message(deleted.body);
        boolean inTime =
                message.handle.equals(deleted.handle) && latest.isBefore(message.invisibleUntil);
        if (message.group != null || (inTime && !wanders(message))) {
            message.deletedAt = event;
        }
    }

    void notDeleted(String body, Throwable error) {
        if (!(error instanceof EngineException)) {
            message(body).deletionAsked = false; // the handle had expired
        }
    }

    Set<String> acknowledged(String queue) {
        return messages.values().stream()
                .filter(message -> message.queue.equals(queue) && message.acknowledged)
                .map(message -> message.body)
                .collect(Collectors.toSet());
    }

    /**
     * Of the messages that were sent up to now some may be gone.
     *
     * @param surely those that are gone
     */
    void purged(String queue, Set<String> surely, long event) {
        for (Sent message : messages.values()) {
            if (message.queue.equals(queue)) {
                message.deletionAsked = true;
                held.remove(message.body);
                if (surely.contains(message.body)) {
                    message.deletedAt = Math.min(message.deletedAt, event);
                }
            }
        }
    }

    void moving() {
        moved = true;
    }

    void restarted() {
        losses++;
        held.clear();
        for (Sent message : messages.values()) {
            message.receives = 0;
            message.visibilityChanges = 0;
            message.invisibleUntil = Instant.MIN;
        }
    }

    // At the end.

    /**
     * @param left how often each message was there
     */
    void checkLeft(Map<String, Integer> left) {
        left.forEach((body, times) -> {
            Sent message = message(body);
            if (message.deletedAt != Long.MAX_VALUE && !message.triedForTooLong) {
                fail("%s was deleted and is there", body);
            }
            assertThat(times).as(body).isLessThanOrEqualTo(message.triedForTooLong ? 2 : 1);
        });
        for (Sent message : messages.values()) {
            if (message.acknowledged && !message.deletionAsked && !left.containsKey(message.body)) {
                fail(
                        "%s of %s was acknowledged and is lost: seen %s, in dlq %s, receives %s",
                        message.body,
                        message.queue,
                        message.seen,
                        message.inDeadLetterQueue,
                        message.receives);
            }
        }
    }

    private static int number(Message message, MessageSystemAttributeName name) {
        return Integer.parseInt(text(message, name));
    }

    private static String text(Message message, MessageSystemAttributeName name) {
        return dev.antiphon.sqs.Consumer.attribute(message, name);
    }
}
