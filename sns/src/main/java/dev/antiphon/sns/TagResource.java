package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;

/** Adds tags to a topic, or gives those it has other values. */
final class TagResource implements Command<TagResourceRequest, TagResourceResponse> {
    @Override
    public String entity(TagResourceRequest request, Caller caller) {
        return TopicArn.of("ResourceArn", request.resourceArn(), caller).toString();
    }

    @Override
    public Outcome<TagResourceResponse> handle(Tx tx, TagResourceRequest request, Caller caller) {
        Topic topic =
                tx.get(SnsTables.TOPICS, TopicArn.of("ResourceArn", request.resourceArn(), caller));
        if (topic == null) {
            throw SnsErrors.resourceDoesNotExist();
        }
        tx.put(
                SnsTables.TOPICS,
                topic.arn(),
                topic.withTags(TopicTags.with(topic.tags(), TopicTags.of(request.tags()))));
        return Outcome.reply(TagResourceResponse.builder().build());
    }
}
