package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;

/** Adds a statement to the policy of a queue: these accounts may do that. */
final class AddPermission implements Command<AddPermissionRequest, AddPermissionResponse> {
    @Override
    public String entity(AddPermissionRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<AddPermissionResponse> handle(
            Tx tx, AddPermissionRequest request, Caller caller) {
        Queue queue = Definitions.require(tx, QueueUrl.parse(request.queueUrl(), caller));
        if (request.awsAccountIds().isEmpty()) {
            throw SqsErrors.missingParameter("AWSAccountIds");
        }
        if (request.actions().isEmpty()) {
            throw SqsErrors.missingParameter("Actions");
        }
        String policy =
                QueuePolicy.withPermission(
                        queue.attributes().policy(),
                        queue.arn(),
                        request.label(),
                        request.awsAccountIds(),
                        request.actions());
        tx.put(
                SqsTables.QUEUES,
                queue.arn(),
                queue.withAttributes(queue.attributes().withPolicy(policy), tx.now()));
        return Outcome.reply(AddPermissionResponse.builder().build());
    }
}
