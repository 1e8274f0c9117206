package dev.antiphon.demo;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Sends to one queue until every letter has its answer. A batch whose acknowledgement was lost is
 * sent again with the same deduplication ids, so a FIFO queue takes each letter once; a standard
 * queue may then hold one twice, which its consumers absorb.
 */
final class Outbox {

    /** SendMessageBatch takes ten. */
    static final int BATCH = 10;

    /**
     * @param subject the order it is about
     * @param deduplicationId null for a standard queue
     */
    record Letter(String subject, String body, String group, @Nullable String deduplicationId) {}

    /** What became of a letter. */
    interface Register {
        /** The sequence number is zero on a standard queue, which has none. */
        void accepted(Letter letter, String messageId, BigInteger sequenceNumber);

        void rejected(Letter letter, String why);
    }

    private final SqsClient sqs;
    private final String queueUrl;
    private final Retry retry;
    private final Register register;

    Outbox(SqsClient sqs, String queueUrl, Retry retry, Register register) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.retry = retry;
        this.register = register;
    }

    /** At most {@link #BATCH} letters; returns when all are accepted or rejected. */
    void send(List<Letter> letters) throws InterruptedException {
        List<Letter> left = letters;
        while (!left.isEmpty()) {
            left = sendOnce(left);
        }
    }

    /** Returns the letters for which the queue asks to be tried again. */
    private List<Letter> sendOnce(List<Letter> letters) throws InterruptedException {
        SendMessageBatchResponse response = retry.untilAnswered(() -> request(letters));
        for (SendMessageBatchResultEntry entry : response.successful()) {
            Letter letter = letters.get(Integer.parseInt(entry.id()));
            String number = Objects.requireNonNullElse(entry.sequenceNumber(), "0");
            register.accepted(letter, entry.messageId(), new BigInteger(number));
        }
        List<Letter> again = new ArrayList<>();
        for (BatchResultErrorEntry entry : response.failed()) {
            Letter letter = letters.get(Integer.parseInt(entry.id()));
            if (entry.senderFault()) {
                register.rejected(letter, entry.code() + ": " + entry.message());
            } else {
                again.add(letter);
            }
        }
        return again;
    }

    private SendMessageBatchResponse request(List<Letter> letters) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Letter letter : letters) {
            entries.add(
                    SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .messageBody(letter.body())
                            .messageGroupId(letter.group())
                            .messageDeduplicationId(letter.deduplicationId())
                            .build());
        }
        return sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
    }
}
