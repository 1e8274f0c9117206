package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** Refusals of what concerns messages. */
interface WrongMessages extends WrongInput {
    @Test
    default void a_message_without_text_with_too_much_or_with_characters_that_xml_forbids() {
        String queue = newQueue();

        assertRefused(
                MISSING_PARAMETER,
                "The request must contain the parameter MessageBody.",
                () -> send(queue, ""));
        assertRefused(
                INVALID_PARAMETER,
                "One or more parameters are invalid. Reason: Message must be shorter than 1048576"
                        + " bytes.",
                () -> send(queue, "x".repeat((1 << 20) + 1)));
        SqsException forbidden =
                catchThrowableOfType(SqsException.class, () -> send(queue, "bell \u0007"));
        assertThat(forbidden).isInstanceOf(InvalidMessageContentsException.class);
        assertThat(forbidden.awsErrorDetails().errorCode()).isEqualTo("InvalidMessageContents");
        assertEmpty(queue);
    }

    @Test
    default void numbers_out_of_range() {
        String queue = newQueue();

        assertRefused(
                INVALID_PARAMETER,
                "Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >="
                        + " 0 and <= 900.",
                () -> sqs().sendMessage(m -> m.queueUrl(queue).messageBody("x").delaySeconds(901)));
        assertRefused(
                INVALID_PARAMETER,
                "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1"
                        + " and 10, if provided.",
                () -> sqs().receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(11)));
        assertRefused(
                INVALID_PARAMETER,
                "Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <="
                        + " 20, if provided.",
                () -> sqs().receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(21)));
    }

    @Test
    default void receipt_handles_that_are_none_or_of_messages_that_are_gone() {
        String queue = newQueue();
        send(queue, "gone");
        Message message = receive(queue);
        delete(queue, message);

        assertRefused(
                ReceiptHandleIsInvalidException.class,
                "ReceiptHandleIsInvalid",
                "The input receipt handle \"nonsense\" is not a valid receipt handle.",
                () -> sqs().deleteMessage(d -> d.queueUrl(queue).receiptHandle("nonsense")));
        assertRefused(
                INVALID_PARAMETER,
                "Value "
                        + message.receiptHandle()
                        + " for parameter ReceiptHandle is invalid. Reason: Message does not exist"
                        + " or is not available for visibility timeout change.",
                () -> setVisibilityTimeout(queue, message, SOON));
    }

    @Test
    default void batches_that_are_empty_too_many_too_long_or_ambiguous() {
        String queue = newQueue();

        assertRefused(
                EmptyBatchRequestException.class,
                "AWS.SimpleQueueService.EmptyBatchRequest",
                "There should be at least one SendMessageBatchRequestEntry in the request.",
                () -> sqs().sendMessageBatch(b -> b.queueUrl(queue).entries(List.of())));
        assertRefused(
                TooManyEntriesInBatchRequestException.class,
                "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
                "Maximum number of entries per request are 10. You have sent 11.",
                () -> sendBatch(queue, entries(11, "x")));
        assertRefused(
                BatchRequestTooLongException.class,
                "AWS.SimpleQueueService.BatchRequestTooLong",
                "Batch requests cannot be longer than 1048576 bytes. You have sent 1048578 bytes.",
                () -> sendBatch(queue, entries(2, "x".repeat((1 << 19) + 1))));
        assertRefused(
                BatchEntryIdsNotDistinctException.class,
                "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
                "Id same repeated.",
                () ->
                        sendBatch(
                                queue,
                                List.of(Batch.entry("same", "1"), Batch.entry("same", "2"))));
        assertRefused(
                InvalidBatchEntryIdException.class,
                "AWS.SimpleQueueService.InvalidBatchEntryId",
                "A batch entry id can only contain alphanumeric characters, hyphens and"
                        + " underscores. It can be at most 80 letters long.",
                () -> sendBatch(queue, List.of(Batch.entry("not this", "1"))));
        assertEmpty(queue);
    }

    private void sendBatch(String queue, List<SendMessageBatchRequestEntry> entries) {
        sqs().sendMessageBatch(b -> b.queueUrl(queue).entries(entries));
    }

    private static List<SendMessageBatchRequestEntry> entries(int count, String body) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(Batch.entry("entry-" + i, body));
        }
        return entries;
    }

    @Test
    default void attributes_of_messages_that_are_no_attributes() {
        String queue = newQueue();

        assertRefused(
                INVALID_PARAMETER,
                "Can't cast the value of message (user) attribute 'price' to a number.",
                () ->
                        sqs().sendMessage(m ->
                                m.queueUrl(queue)
                                        .messageBody("x")
                                        .messageAttributes(
                                                Map.of("price", Attribute.number("much")))));
        assertRefused(
                INVALID_PARAMETER,
                "The type of message (user) attribute 'flag' is invalid. You must use only the"
                        + " following supported type prefixes: Binary, Number, String.",
                () ->
                        sqs().sendMessage(m ->
                                m.queueUrl(queue)
                                        .messageBody("x")
                                        .messageAttributes(
                                                Map.of(
                                                        "flag",
                                                        Attribute.text("Boolean", "true")))));
    }

    @Test
    default void fifo_messages_without_what_fifo_needs() {
        String queue = newFifoQueue(Map.of());

        assertRefused(
                MISSING_PARAMETER,
                "The request must contain the parameter MessageGroupId.",
                () -> send(queue, "x"));
        assertRefused(
                INVALID_PARAMETER,
                "The queue should either have ContentBasedDeduplication enabled or"
                        + " MessageDeduplicationId provided explicitly",
                () -> sendToGroup(queue, "group", "x"));
        assertRefused(
                INVALID_PARAMETER,
                "Value 1 for parameter DelaySeconds is invalid. Reason: The request include"
                        + " parameter that is not valid for this queue type.",
                () ->
                        sqs().sendMessage(m ->
                                m.queueUrl(queue)
                                        .messageBody("x")
                                        .messageGroupId("group")
                                        .messageDeduplicationId("1")
                                        .delaySeconds(1)));
    }
}
