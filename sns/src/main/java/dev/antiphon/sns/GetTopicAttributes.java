package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;

/**
 * Tells the attributes of a topic, with what counts where nothing was set. Not a query: it counts
 * the subscriptions, and knows the time.
 */
final class GetTopicAttributes
        implements Command<GetTopicAttributesRequest, GetTopicAttributesResponse> {
    @Override
    public String entity(GetTopicAttributesRequest request, Caller caller) {
        return TopicArn.of(request.topicArn(), caller).toString();
    }

    @Override
    public Outcome<GetTopicAttributesResponse> handle(
            Tx tx, GetTopicAttributesRequest request, Caller caller) {
        LiveTopic live = Topics.of(tx, TopicArn.of(request.topicArn(), caller));
        Topic topic = live.definition();
        Map<String, String> told = new TreeMap<>(topic.attributes().set());
        told.put("TopicArn", topic.arn().toString());
        told.put("Owner", topic.arn().account());
        told.putIfAbsent(TopicAttributes.DISPLAY_NAME, "");
        told.putIfAbsent(TopicAttributes.POLICY, TopicPolicy.byDefault(topic.arn()));
        told.put("EffectiveDeliveryPolicy", topic.attributes().deliveryPolicy().effectiveOfTopic());
        long pending = live.all().stream().filter(each -> each.definition().pending()).count();
        told.put("SubscriptionsPending", Long.toString(pending));
        told.put("SubscriptionsConfirmed", Long.toString(live.all().size() - pending));
        told.put("SubscriptionsDeleted", Long.toString(topic.deleted()));
        if (topic.fifo()) {
            told.put(TopicAttributes.FIFO_TOPIC, "true");
            told.putIfAbsent(TopicAttributes.CONTENT_BASED_DEDUPLICATION, "false");
        }
        Instant archive = beginningOfArchive(tx, topic);
        if (archive != null) {
            told.put("BeginningArchiveTime", archive.toString());
        }
        return Outcome.reply(GetTopicAttributesResponse.builder().attributes(told).build());
    }

    /** The time of the oldest message that can be replayed, or of now if there is none. */
    private static @Nullable Instant beginningOfArchive(Tx tx, Topic topic) {
        Duration kept = topic.attributes().archived();
        if (kept == null) {
            return null;
        }
        Instant oldest = tx.now().minus(kept);
        try (var rows =
                tx.scan(
                        SnsTables.ARCHIVE,
                        Archive.Key.from(topic.topicId(), oldest),
                        Archive.Key.last(topic.topicId()))) {
            return rows.next() ? rows.value().published() : tx.now();
        }
    }
}
