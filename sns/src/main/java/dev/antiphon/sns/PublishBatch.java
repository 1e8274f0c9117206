package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;

/** Publishes up to ten messages to a topic, each for itself. */
final class PublishBatch implements Command<PublishBatchRequest, PublishBatchResponse> {
    private static final int MOST = 10;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final Publishing publishing;

    PublishBatch(Publishing publishing) {
        this.publishing = publishing;
    }

    @Override
    public String entity(PublishBatchRequest request, Caller caller) {
        return TopicArn.of(request.topicArn(), caller).toString();
    }

    @Override
    public Outcome<PublishBatchResponse> handle(Tx tx, PublishBatchRequest request, Caller caller) {
        LiveTopic topic = Topics.of(tx, TopicArn.of(request.topicArn(), caller));
        List<PublishBatchRequestEntry> entries = request.publishBatchRequestEntries();
        checkIds(entries);
        List<NewMessage> messages = new ArrayList<>();
        long total = 0;
        for (PublishBatchRequestEntry entry : entries) {
            NewMessage message = NewMessage.of(entry, caller);
            total += message.check();
            messages.add(message);
        }
        if (total > topic.definition().attributes().maximumMessageSize()) {
            throw SnsErrors.batchRequestTooLong();
        }
        for (NewMessage message : messages) {
            message.check(topic.definition(), 0);
        }
        List<PublishBatchResultEntry> successful = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Publishing.Published published = publishing.publish(tx, topic, messages.get(i));
            successful.add(
                    PublishBatchResultEntry.builder()
                            .id(entries.get(i).id())
                            .messageId(published.messageId())
                            .sequenceNumber(published.sequenceNumber())
                            .build());
        }
        return Outcome.reply(
                PublishBatchResponse.builder().successful(successful).failed(List.of()).build());
    }

    private static void checkIds(List<PublishBatchRequestEntry> entries) {
        if (entries.isEmpty()) {
            throw SnsErrors.emptyBatchRequest();
        }
        if (entries.size() > MOST) {
            throw SnsErrors.tooManyEntriesInBatchRequest();
        }
        Set<String> ids = new HashSet<>();
        for (PublishBatchRequestEntry entry : entries) {
            if (!ID.matcher(entry.id()).matches()) {
                throw SnsErrors.invalidBatchEntryId();
            }
            if (!ids.add(entry.id())) {
                throw SnsErrors.batchEntryIdsNotDistinct();
            }
        }
    }
}
