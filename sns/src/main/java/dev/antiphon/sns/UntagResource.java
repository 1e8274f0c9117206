package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/** Removes tags from a topic, whether it has them or not. */
final class UntagResource implements Command<UntagResourceRequest, UntagResourceResponse> {
    @Override
    public String entity(UntagResourceRequest request, Caller caller) {
        return TopicArn.of("ResourceArn", request.resourceArn(), caller).toString();
    }

    @Override
    public Outcome<UntagResourceResponse> handle(
            Tx tx, UntagResourceRequest request, Caller caller) {
        Topic topic =
                tx.get(SnsTables.TOPICS, TopicArn.of("ResourceArn", request.resourceArn(), caller));
        if (topic == null) {
            throw SnsErrors.resourceDoesNotExist();
        }
        Map<String, String> tags = new TreeMap<>(topic.tags());
        tags.keySet().removeAll(request.tagKeys());
        tx.put(SnsTables.TOPICS, topic.arn(), topic.withTags(tags));
        return Outcome.reply(UntagResourceResponse.builder().build());
    }
}
