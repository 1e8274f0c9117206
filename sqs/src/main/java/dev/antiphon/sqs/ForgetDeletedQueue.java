package dev.antiphon.sqs;

import dev.antiphon.engine.Timer;
import dev.antiphon.engine.TimerHandler;
import dev.antiphon.engine.Tx;

/** Frees the name of a deleted queue for use again, when it was kept for long enough. */
final class ForgetDeletedQueue implements TimerHandler {
    static final String NAME = "sqs.forget-deleted-queue";

    static Timer timer(QueueArn arn, DeletedQueue deleted) {
        return new Timer(NAME, deleted.until(), arn.toString());
    }

    @Override
    public void fire(Tx tx, Timer timer) {
        QueueArn arn = QueueArn.ours(timer.key());
        DeletedQueue deleted = tx.get(SqsTables.DELETED_QUEUES, arn);
        // The name may have been used and freed again since: then a later timer is set.
        if (deleted != null && !deleted.until().isAfter(tx.now())) {
            tx.delete(SqsTables.DELETED_QUEUES, arn);
        }
    }
}
