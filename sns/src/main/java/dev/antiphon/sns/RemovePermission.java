package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionResponse;

/** Removes a statement from the policy of a topic, by its label. */
final class RemovePermission implements Command<RemovePermissionRequest, RemovePermissionResponse> {
    @Override
    public String entity(RemovePermissionRequest request, Caller caller) {
        return TopicArn.of(request.topicArn(), caller).toString();
    }

    @Override
    public Outcome<RemovePermissionResponse> handle(
            Tx tx, RemovePermissionRequest request, Caller caller) {
        Topic topic = Topics.of(tx, TopicArn.of(request.topicArn(), caller)).definition();
        String policy =
                TopicPolicy.withoutPermission(
                        topic.attributes().get(TopicAttributes.POLICY),
                        topic.arn(),
                        request.label());
        tx.put(
                SnsTables.TOPICS,
                topic.arn(),
                topic.withAttributes(topic.attributes().with(TopicAttributes.POLICY, policy)));
        return Outcome.reply(RemovePermissionResponse.builder().build());
    }
}
