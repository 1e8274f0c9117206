package dev.antiphon.compat.crash;

import dev.antiphon.compat.crash.Calls.Answer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * One message: what the server has promised about it and what has been seen of it. Every sighting
 * is held against all earlier ones.
 *
 * <p>Nobody knows when exactly the server handed a message out, only that it was between the
 * beginning of the call and its answer. So something is a finding only if it is wrong for every
 * instant between these.
 */
final class Tracked {
    /** What became of something that was asked for. */
    enum Fate {
        NO,
        /** Asked for, and the answer lost. */
        PERHAPS,
        YES
    }

    /**
     * A receive of the message.
     *
     * @param from when the call began
     * @param to when its answer had come
     * @param lostBefore how many calls had been lost by then
     */
    private record Sighting(
            long from,
            long to,
            Duration visibilityTimeout,
            int count,
            String firstReceived,
            String receiptHandle,
            long lostBefore) {}

    /** The server reads its clock in milliseconds, and once for all that it does in one go. */
    private static final Duration TOLERANCE = Duration.ofMillis(250);

    private final String body;
    private final Duration delay;
    private Fate sent = Fate.PERHAPS;
    private long visibleFrom = Long.MIN_VALUE;
    private @Nullable String messageId;
    private Fate deleted = Fate.NO;
    private long deletedBy;
    private @Nullable Sighting last;
    private long hiddenUntil;
    private boolean held;

    Tracked(String body, Duration delay) {
        this.body = body;
        this.delay = delay;
    }

    String body() {
        return body;
    }

    synchronized void sent(Answer<?> answer, String id, Findings findings) {
        if (messageId != null && !messageId.equals(id)) {
            findings.add(
                    Promise.MESSAGES_ARE_THERE_ONCE,
                    this + " is " + messageId + " and was acknowledged as " + id);
        }
        sent = Fate.YES;
        messageId = id;
        visibleFrom = answer.from() + delay.toNanos() - TOLERANCE.toNanos();
    }

    /** Holds a receive against what is known, and takes it in. */
    synchronized void received(
            Answer<?> answer,
            Duration visibilityTimeout,
            Message message,
            Calls calls,
            Findings findings) {
        if (messageId != null && !messageId.equals(message.messageId())) {
            findings.add(
                    Promise.MESSAGES_ARE_THERE_ONCE,
                    this + " is " + messageId + " and " + message.messageId());
        }
        messageId = message.messageId();
        if (deleted == Fate.YES && answer.from() > deletedBy) {
            findings.add(Promise.DELETED_MESSAGES_STAY_AWAY, toString());
        }
        if (sent == Fate.YES && answer.to() < visibleFrom) {
            findings.add(Promise.DELAYS_ARE_KEPT, this + " with a delay of " + delay);
        }
        Sighting now =
                new Sighting(
                        answer.from(),
                        answer.to(),
                        visibilityTimeout,
                        Integer.parseInt(
                                attribute(
                                        message,
                                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)),
                        attribute(
                                message,
                                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP),
                        message.receiptHandle(),
                        calls.lost());
        if (last != null) {
            compare(last, now, calls, findings);
        }
        if (last == null || now.count() > last.count()) {
            last = now;
            deleted = Fate.NO; // whatever was asked, it is there
            hiddenUntil = hidden(answer.from(), visibilityTimeout);
            held = false;
        }
    }

    private void compare(Sighting before, Sighting now, Calls calls, Findings findings) {
        boolean perhapsEarlier = before.to() - now.from() >= now.visibilityTimeout().toNanos();
        if (now.to() < hiddenUntil && !perhapsEarlier) {
            findings.add(
                    Promise.MESSAGES_IN_FLIGHT_ARE_INVISIBLE,
                    "%s was received while it was in flight for another %d ms"
                            .formatted(this, Duration.ofNanos(hiddenUntil - now.to()).toMillis()));
        }
        if (now.from() > before.to()) {
            // Receives whose answers were lost count as well.
            long between = calls.unanswered() - before.lostBefore();
            if (now.count() <= before.count() || now.count() > before.count() + 1 + between) {
                findings.add(
                        Promise.RECEIVES_ARE_COUNTED,
                        "%s has the receive count %d after %d, with %d calls unanswered between"
                                .formatted(this, now.count(), before.count(), between));
            }
        }
        if (!now.firstReceived().equals(before.firstReceived())) {
            findings.add(
                    Promise.THE_FIRST_RECEIVE_IS_REMEMBERED,
                    "%s was first received at %s, formerly at %s"
                            .formatted(this, now.firstReceived(), before.firstReceived()));
        }
    }

    private static String attribute(Message message, MessageSystemAttributeName name) {
        return message.attributes().getOrDefault(name, "0");
    }

    private static long hidden(long from, Duration visibilityTimeout) {
        return from + visibilityTimeout.minus(TOLERANCE).toNanos();
    }

    /** The receiver that has it asked to delete it. */
    synchronized void deleting() {
        deleted = Fate.PERHAPS;
    }

    /**
     * The server said that it was deleted. That means something only if the receiver certainly
     * still had it.
     */
    synchronized void deleted(Answer<?> answer) {
        if (answer.to() < hiddenUntil) {
            deleted = Fate.YES;
            deletedBy = answer.to();
        }
    }

    /** Its receiver asked for a visibility timeout that ends after this test. */
    synchronized void holding() {
        held = true;
    }

    /** The server said that it would stay invisible that long. */
    synchronized void held(Answer<?> answer, Duration visibilityTimeout) {
        if (answer.to() < hiddenUntil) {
            hiddenUntil = hidden(answer.from(), visibilityTimeout);
        }
    }

    /** Its receiver gives it back. */
    synchronized void released() {
        hiddenUntil = Long.MIN_VALUE;
        held = false;
    }

    /** Whether its receiver perhaps keeps it for longer than this test takes. */
    synchronized boolean isHeld() {
        return held && deleted != Fate.YES;
    }

    synchronized String receiptHandle() {
        return Objects.requireNonNull(last).receiptHandle();
    }

    /** Whether the server has it for certain. */
    synchronized boolean isThere() {
        return sent == Fate.YES && deleted == Fate.NO;
    }

    synchronized Fate isDeleted() {
        return deleted;
    }

    synchronized int receiveCount() {
        return last == null ? 0 : last.count();
    }

    synchronized boolean isAcknowledged() {
        return sent == Fate.YES;
    }

    @Override
    public String toString() {
        return body.substring(0, body.indexOf(' '));
    }
}
