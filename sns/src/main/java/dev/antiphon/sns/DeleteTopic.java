package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;

/** Deletes a topic and its subscriptions. One that is not there is as good as deleted. */
final class DeleteTopic implements Command<DeleteTopicRequest, DeleteTopicResponse> {
    @Override
    public String entity(DeleteTopicRequest request, Caller caller) {
        return TopicArn.of(request.topicArn(), caller).toString();
    }

    @Override
    public Outcome<DeleteTopicResponse> handle(Tx tx, DeleteTopicRequest request, Caller caller) {
        LiveTopic topic = Topics.find(tx, TopicArn.of(request.topicArn(), caller));
        if (topic != null) {
            Topic definition = topic.definition();
            if (definition.attributes().archived() != null) {
                throw SnsErrors.invalidState(
                        "Cannot delete a topic with an active ArchivePolicy: deactivate it first");
            }
            topic.all()
                    .forEach(each -> {
                        tx.delete(SnsTables.SUBSCRIPTIONS, each.definition().arn());
                        tx.delete(SnsTables.REPLAYS, each.definition().arn());
                    });
            Deduplication.forgetAll(tx, definition.topicId());
            tx.delete(SnsTables.TOPICS, definition.arn());
        }
        return Outcome.reply(DeleteTopicResponse.builder().build());
    }
}
