package dev.antiphon.sns;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.AddPermissionResponse;

/** Adds a statement to the policy of a topic: these accounts may do that. */
final class AddPermission implements Command<AddPermissionRequest, AddPermissionResponse> {
    @Override
    public String entity(AddPermissionRequest request, Caller caller) {
        return TopicArn.of(request.topicArn(), caller).toString();
    }

    @Override
    public Outcome<AddPermissionResponse> handle(
            Tx tx, AddPermissionRequest request, Caller caller) {
        Topic topic = Topics.of(tx, TopicArn.of(request.topicArn(), caller)).definition();
        String policy =
                TopicPolicy.withPermission(
                        topic.attributes().get(TopicAttributes.POLICY),
                        topic.arn(),
                        request.label(),
                        request.awsAccountIds(),
                        request.actionNames());
        tx.put(
                SnsTables.TOPICS,
                topic.arn(),
                topic.withAttributes(topic.attributes().with(TopicAttributes.POLICY, policy)));
        return Outcome.reply(AddPermissionResponse.builder().build());
    }
}
