package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;

/** Sets one attribute of a topic. */
final class SetTopicAttributes
        implements Command<SetTopicAttributesRequest, SetTopicAttributesResponse> {
    @Override
    public String entity(SetTopicAttributesRequest request, Caller caller) {
        return TopicArn.of(request.topicArn(), caller).toString();
    }

    @Override
    public Outcome<SetTopicAttributesResponse> handle(
            Tx tx, SetTopicAttributesRequest request, Caller caller) {
        Topic topic = Topics.of(tx, TopicArn.of(request.topicArn(), caller)).definition();
        String value = request.attributeValue() == null ? "" : request.attributeValue();
        Topic changed =
                topic.withAttributes(
                        TopicAttributeChanges.set(topic, request.attributeName(), value));
        tx.put(SnsTables.TOPICS, topic.arn(), changed);
        Archive.follow(tx, topic, changed);
        return Outcome.reply(SetTopicAttributesResponse.builder().build());
    }
}
