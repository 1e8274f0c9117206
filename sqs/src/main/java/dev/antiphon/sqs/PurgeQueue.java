package dev.antiphon.sqs;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;

/**
 * Empties a queue, messages in flight included, at once. AWS takes up to a minute and refuses a
 * second purge in that time, and so do we.
 */
final class PurgeQueue implements Command<PurgeQueueRequest, PurgeQueueResponse> {
    private static final Duration BETWEEN = Duration.ofSeconds(60);

    static final RowCodec<Instant> TIME =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Instant value, RowWriter out) {
                    out.varint(value.toEpochMilli());
                }

                @Override
                public Instant read(int version, RowReader in) {
                    return Instant.ofEpochMilli(in.varint());
                }
            };

    @Override
    public String entity(PurgeQueueRequest request, Caller caller) {
        return QueueUrl.parse(request.queueUrl(), caller).toString();
    }

    @Override
    public Outcome<PurgeQueueResponse> handle(Tx tx, PurgeQueueRequest request, Caller caller) {
        LiveQueue queue = Queues.of(tx, QueueUrl.parse(request.queueUrl(), caller));
        Instant last = tx.get(SqsTables.PURGES, queue.queueId());
        if (last != null && last.plus(BETWEEN).isAfter(tx.now())) {
            throw SqsErrors.purgeQueueInProgress(queue.definition().arn().name());
        }
        Messages.purge(tx, queue.queueId(), queue.fifo());
        tx.put(SqsTables.PURGES, queue.queueId(), tx.now());
        return Outcome.reply(PurgeQueueResponse.builder().build());
    }
}
