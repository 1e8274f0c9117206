package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;

/** Removes a statement from the policy of a queue. */
final class RemovePermission implements Command<RemovePermissionRequest, RemovePermissionResponse> {
    @Override
    public String entity(RemovePermissionRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<RemovePermissionResponse> handle(
            Tx tx, RemovePermissionRequest request, Caller caller) {
        Queue queue = Definitions.require(tx, QueueUrl.parse(request.queueUrl(), caller));
        String policy = QueuePolicy.withoutPermission(queue.attributes().policy(), request.label());
        tx.put(
                SqsTables.QUEUES,
                queue.arn(),
                queue.withAttributes(queue.attributes().withPolicy(policy), tx.now()));
        return Outcome.reply(RemovePermissionResponse.builder().build());
    }
}
