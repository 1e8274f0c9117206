package dev.antiphon.sqs;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalog;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Creates a queue. One that is there already and differs in none of the named attributes is as good
 * as created.
 */
final class CreateQueue implements Command<CreateQueueRequest, CreateQueueResponse> {
    @Override
    public String entity(CreateQueueRequest request, Caller caller) {
        return arn(request, caller).toString();
    }

    @Override
    public Outcome<CreateQueueResponse> handle(Tx tx, CreateQueueRequest request, Caller caller) {
        QueueArn arn = arn(request, caller);
        Map<String, String> named = request.attributesAsStrings();
        boolean fifo = wantsFifo(named);
        checkName(arn.name(), fifo);
        Catalog<QueueArn, Queue> queues = tx.catalog(SqsTables.QUEUES);

        Queue existing = tx.get(SqsTables.QUEUES, arn);
        if (existing != null) {
            checkSame(existing, named, queues);
            return reply(arn, caller);
        }
        QueueAttributes attributes =
                AttributeChanges.apply(named, arn, QueueAttributes.defaults(fifo), queues);
        Map<String, String> tags = QueueTags.with(Map.of(), request.tags(), arn);

        DeletedQueue deleted = tx.get(SqsTables.DELETED_QUEUES, arn);
        if (deleted != null) {
            if (deleted.until().isAfter(tx.now())) {
                throw SqsErrors.queueDeletedRecently();
            }
            tx.delete(SqsTables.DELETED_QUEUES, arn);
        }
        tx.put(
                SqsTables.QUEUES,
                arn,
                new Queue(arn, tx.ids().next(), tx.now(), tx.now(), attributes, tags));
        return reply(arn, caller);
    }

    private static QueueArn arn(CreateQueueRequest request, Caller caller) {
        return new QueueArn(caller.account(), caller.region(), request.queueName());
    }

    private static Outcome<CreateQueueResponse> reply(QueueArn arn, Caller caller) {
        return Outcome.reply(
                CreateQueueResponse.builder().queueUrl(QueueUrl.of(arn, caller)).build());
    }

    private static boolean wantsFifo(Map<String, String> named) {
        String name = QueueAttributeName.FIFO_QUEUE.toString();
        String value = named.get(name);
        return value != null && AttributeChanges.bool(name, value);
    }

    /** The type of a queue shows in its name, and only a FIFO queue's may have the suffix. */
    private static void checkName(String name, boolean fifo) {
        if (fifo && !(QueueName.valid(name) && name.endsWith(QueueName.FIFO_SUFFIX))) {
            throw SqsErrors.invalidParameter(
                    "The name of a FIFO queue can only include alphanumeric characters, hyphens,"
                            + " or underscores, must end with .fifo suffix and be 1 to 80 in"
                            + " length.");
        }
        if (!fifo && (!QueueName.valid(name) || name.endsWith(QueueName.FIFO_SUFFIX))) {
            throw SqsErrors.invalidParameter(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in"
                            + " length");
        }
    }

    /**
     * @throws AwsException QueueNameExists, for the first attribute that differs
     */
    private static void checkSame(
            Queue existing, Map<String, String> named, Catalog<QueueArn, Queue> queues) {
        QueueAttributes wanted =
                AttributeChanges.apply(named, existing.arn(), existing.attributes(), queues);
        Queue changed = existing.withAttributes(wanted, existing.lastModified());
        for (String name : named.keySet()) {
            QueueAttributeName attribute = QueueAttributeName.fromValue(name);
            if (!Objects.equals(
                    AttributeView.value(existing, QueueCounts.NONE, attribute),
                    AttributeView.value(changed, QueueCounts.NONE, attribute))) {
                throw SqsErrors.queueNameExists(name);
            }
        }
    }
}
