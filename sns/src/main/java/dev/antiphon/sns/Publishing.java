package dev.antiphon.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.Signer;
import dev.antiphon.delivery.Trace;
import dev.antiphon.engine.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a message that has been checked becomes deliveries.
 *
 * @param signer signs what queues get while it is published, or null to leave that unsigned
 */
record Publishing(@Nullable Signer signer) {
    /** Longer ones are not held on to for whoever may ask why a policy did not match. */
    private static final int LONGEST_EXPLAINED = 4_096;

    /**
     * What the publisher is told.
     *
     * @param sequenceNumber only on FIFO topics
     */
    record Published(String messageId, @Nullable String sequenceNumber) {}

    Published publish(Tx tx, LiveTopic topic, NewMessage wanted) {
        if (!topic.definition().fifo()) {
            Message message = message(tx, topic.definition(), wanted, null, 0);
            send(tx, topic, message);
            return new Published(message.id(), null);
        }
        String deduplicationId =
                wanted.deduplicationId() == null
                        ? Deduplication.idOfContent(wanted.checkedText())
                        : wanted.deduplicationId();
        Deduplication.Key key =
                Deduplication.key(topic.definition(), deduplicationId, wanted.groupId(), tx.now());
        Deduplication.Original original = Deduplication.original(tx, topic, key);
        if (original == null) {
            Message message =
                    message(tx, topic.definition(), wanted, deduplicationId, tx.ids().next());
            original = new Deduplication.Original(message.id(), message.sequence(), tx.now());
            Deduplication.remember(tx, topic, key, original);
            if (topic.definition().attributes().get(TopicAttributes.ARCHIVE_POLICY) != null) {
                Archive.add(tx, topic.definition(), message);
            }
            send(tx, topic, message);
        }
        return new Published(original.messageId(), Envelope.sequenceNumber(original.sequence()));
    }

    private static Message message(
            Tx tx,
            Topic topic,
            NewMessage wanted,
            @Nullable String deduplicationId,
            long sequence) {
        String id = tx.ids().uuid().toString();
        return new Message(
                id,
                wanted.checkedText(),
                wanted.structured(),
                wanted.subject(),
                wanted.attributes(),
                wanted.groupId(),
                deduplicationId,
                sequence,
                tx.now(),
                wanted.endpoint() == null ? topic.endpoint() : wanted.endpoint(),
                wanted.traceHeader(),
                wanted.cause() == null ? id : wanted.cause());
    }

    private void send(Tx tx, LiveTopic topic, Message message) {
        FanOut.publish(tx, topic, message, signer);
        tx.perform(
                new Trace.Routed(
                        message.cause(),
                        topic.definition().arn().toString(),
                        tx.now(),
                        verdicts(topic, message),
                        message.text().length()));
    }

    private static Trace.Verdicts verdicts(LiveTopic topic, Message message) {
        List<LiveSubscription> receiving = topic.receiving();
        if (topic.filters().isEmpty()) {
            return () -> verdicts(receiving);
        }
        if (message.text().length() > LONGEST_EXPLAINED) {
            return () -> List.of(); // what happened is in the attempts
        }
        return () -> verdicts(receiving, message);
    }

    private static List<Trace.Verdict> verdicts(List<LiveSubscription> receiving) {
        return receiving.stream()
                .map(subscription -> new Trace.Verdict(subscription.arn(), true, null))
                .toList();
    }

    private static List<Trace.Verdict> verdicts(List<LiveSubscription> receiving, Message message) {
        ObjectNode attributes = FilteredFields.object(message.attributes());
        ObjectNode body = FilterIndex.body(message);
        List<Trace.Verdict> verdicts = new ArrayList<>();
        for (LiveSubscription subscription : receiving) {
            FilterPolicy filter = subscription.filter();
            if (filter == null) {
                verdicts.add(new Trace.Verdict(subscription.arn(), true, null));
                continue;
            }
            FilterIndex alone = new FilterIndex();
            alone.add(subscription.id(), filter);
            boolean matched = !alone.matching(message).isEmpty();
            verdicts.add(
                    new Trace.Verdict(
                            subscription.arn(),
                            matched,
                            matched
                                    ? null
                                    : Objects.requireNonNullElse(
                                            FilterVerdict.reason(
                                                    filter,
                                                    switch (filter.scope()) {
                                                        case MESSAGE_ATTRIBUTES -> attributes;
                                                        case MESSAGE_BODY -> body;
                                                    }),
                                            "every field matches alone, but not within one"
                                                    + " element of an array")));
        }
        return verdicts;
    }
}
