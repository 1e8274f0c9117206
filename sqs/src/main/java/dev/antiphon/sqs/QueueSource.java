package dev.antiphon.sqs;

import dev.antiphon.delivery.source.Source;
import dev.antiphon.delivery.source.SourceRecord;
import dev.antiphon.delivery.source.SourceType;
import dev.antiphon.engine.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queues as sources: what is received here is received as by any client. */
public final class QueueSource implements SourceType {
    @Override
    public String service() {
        return QueueArn.SERVICE;
    }

    @Override
    public @Nullable Source find(Tx tx, String arn) {
        QueueArn name = QueueArn.parse(arn);
        LiveQueue queue = name == null ? null : Queues.find(tx, name);
        return queue == null ? null : new OfQueue(tx, queue);
    }

    private record OfQueue(Tx tx, LiveQueue queue) implements Source {
        @Override
        public Object arrivals() {
            return queue.arrivals();
        }

        @Override
        public Duration visibility() {
            return queue.definition().attributes().visibilityTimeout();
        }

        @Override
        public boolean ordered() {
            return queue.fifo();
        }

        @Override
        public Received receive(int most, int bytes, boolean gathered) {
            if (queue.messages().inFlight() >= QueueIndex.MOST_IN_FLIGHT) {
                return new Received(List.of(), false);
            }
            QueueRecord.Writer writer = new QueueRecord.Writer(queue, gathered);
            Receive<SourceRecord> receive = new Receive<>(tx, queue, visibility(), writer::record);
            List<SourceRecord> records = receive.messages(most, bytes);
            return new Received(records, receive.stoppedEarly());
        }

        @Override
        public void done(List<SourceRecord> records) {
            for (SourceRecord record : records) {
                QueueRecord received = (QueueRecord) record;
                if (stillOurs(received)) {
                    tx.delete(SqsTables.DELIVERIES, received.key());
                    tx.delete(SqsTables.MESSAGES, received.key());
                }
            }
        }

        @Override
        public List<SourceRecord> renew(List<SourceRecord> records) {
            List<SourceRecord> renewed = new ArrayList<>(records.size());
            Instant until = VisibilityTimeout.end(tx, visibility());
            for (SourceRecord record : records) {
                QueueRecord received = (QueueRecord) record;
                Delivery delivery = tx.get(SqsTables.DELIVERIES, received.key());
                if (delivery != null && stillOurs(received) && delivery.invisibleAt(tx.now())) {
                    tx.put(SqsTables.DELIVERIES, received.key(), delivery.until(until));
                    renewed.add(received.until(until));
                }
            }
            return renewed;
        }

        @Override
        public void giveBack(List<SourceRecord> records) {
            for (SourceRecord record : records) {
                MessageKey key = ((QueueRecord) record).key();
                Delivery delivery = tx.get(SqsTables.DELIVERIES, key);
                if (delivery != null && stillOurs((QueueRecord) record)) {
                    tx.put(SqsTables.DELIVERIES, key, delivery.until(tx.now()));
                }
            }
        }

        /** See {@link ReceivedMessage#delete}: the same rules, without the message's body. */
        private boolean stillOurs(QueueRecord record) {
            Delivery delivery = tx.get(SqsTables.DELIVERIES, record.key());
            return delivery != null
                    && record.key().queueId() == queue.queueId()
                    && delivery.nonce() == record.nonce()
                    && (!queue.fifo() || delivery.invisibleAt(tx.now()));
        }
    }
}
