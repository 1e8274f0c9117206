package dev.antiphon.sqs;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;

/**
 * Where messages go that were received too often.
 *
 * @param maxReceiveCount a message that was received more often than this is moved
 */
record RedrivePolicy(QueueArn deadLetterTarget, int maxReceiveCount) {

    void write(RowWriter out) {
        out.text(deadLetterTarget.account())
                .text(deadLetterTarget.region())
                .text(deadLetterTarget.name())
                .varint(maxReceiveCount);
    }

    static RedrivePolicy read(RowReader in) {
        return new RedrivePolicy(new QueueArn(in.text(), in.text(), in.text()), (int) in.varint());
    }
}
