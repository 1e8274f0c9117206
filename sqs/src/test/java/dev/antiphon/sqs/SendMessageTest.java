package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.Caller;
import dev.antiphon.testkit.TestNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class SendMessageTest {
    private static final String TRACE =
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    private final Account account = new Account();
    private final Consumer queue = new Consumer(account, account.create("q"));

    private SendMessageRequest.Builder message(String body) {
        return SendMessageRequest.builder().queueUrl(queue.url()).messageBody(body);
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    @Test
    void attributes_arrive_as_they_were_sent_and_have_their_digest() {
        MessageAttributeValue bytes =
                MessageAttributeValue.builder()
                        .dataType("Binary.gif")
                        .binaryValue(SdkBytes.fromByteArray(new byte[] {0, 1, (byte) 255}))
                        .build();
        SendMessageResponse sent =
                queue.send(
                        message("m").messageAttributes(Map.of("ä", text("ü😀"), "bytes", bytes)));
        Message received = queue.receiveOne();
        assertThat(received.messageAttributes())
                .isEqualTo(Map.of("ä", text("ü😀"), "bytes", bytes));
        assertThat(received.md5OfMessageAttributes()).isEqualTo(sent.md5OfMessageAttributes());
        assertThat(sent.md5OfMessageSystemAttributes()).isNull();
        assertThat(sent.sequenceNumber()).isNull();
    }

    @Test
    void a_trace_header_travels_with_the_message() {
        SendMessageResponse sent =
                queue.send(
                        message("test")
                                .messageSystemAttributes(
                                        Map.of(
                                                MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                                                MessageSystemAttributeValue.builder()
                                                        .dataType("String")
                                                        .stringValue(TRACE)
                                                        .build())));
        assertThat(sent.md5OfMessageSystemAttributes())
                .isEqualTo("5ae4d5d7636402d80f4eb6d213245a88");
        assertThat(
                        Consumer.attribute(
                                queue.receiveOne(), MessageSystemAttributeName.AWS_TRACE_HEADER))
                .isEqualTo(TRACE);
    }

    @Test
    void the_trace_header_of_the_request_is_taken_where_the_message_has_none() {
        Caller caller = TestNode.CALLER;
        account.node()
                .callAs(
                        new Caller(
                                caller.account(),
                                caller.region(),
                                caller.accessKeyId(),
                                caller.endpoint(),
                                caller.requestId(),
                                "Root=1-2-3"));
        queue.send("m");
        assertThat(
                        Consumer.attribute(
                                queue.receiveOne(), MessageSystemAttributeName.AWS_TRACE_HEADER))
                .isEqualTo("Root=1-2-3");
    }

    @Test
    void every_message_knows_what_led_to_it() {
        queue.send("m");
        String cause =
                queue.inside((tx, live) -> {
                    try (var rows =
                            tx.scan(
                                    SqsTables.MESSAGES,
                                    MessageKey.first(live.queueId()),
                                    MessageKey.end(live.queueId()))) {
                        assertThat(rows.next()).isTrue();
                        return rows.value().cause();
                    }
                });
        assertThat(cause).isEqualTo(TestNode.CALLER.requestId());
    }

    @Test
    void what_a_message_may_not_be_is_refused() {
        account.refused(
                message("").build(),
                "MissingParameter",
                "The request must contain the parameter MessageBody.");
        account.refused(
                message("a".repeat(1_048_569)).messageAttributes(Map.of("k", text("x"))).build(),
                "InvalidParameterValue",
                "One or more parameters are invalid. Reason: Message must be shorter than 1048576"
                        + " bytes.");
        account.refused(
                message("m").delaySeconds(901).build(),
                "InvalidParameterValue",
                "Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >="
                        + " 0 and <= 900.");
        account.refused(
                message("m").delaySeconds(-1).build(),
                "InvalidParameterValue",
                "Value -1 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >="
                        + " 0 and <= 900.");
        account.refused(
                message("m").messageDeduplicationId("d").build(),
                "InvalidParameterValue",
                "Value d for parameter MessageDeduplicationId is invalid. Reason: The request"
                        + " include parameter that is not valid for this queue type.");
        account.refused(
                message("m").queueUrl(queue.url() + "-none").build(),
                "QueueDoesNotExist",
                "The specified queue does not exist.");
        assertThat(queue.receive(10)).isEmpty();
    }

    @Test
    void the_largest_message_and_the_queues_own_limit_are_exact() {
        queue.send(message("a".repeat(1_048_568)).messageAttributes(Map.of("k", text("x"))));
        account.set(queue.url(), "MaximumMessageSize", "1024");
        queue.send(message("ä".repeat(512)));
        account.refused(
                message("ä".repeat(512) + "a").build(),
                "InvalidParameterValue",
                "One or more parameters are invalid. Reason: Message must be shorter than 1024"
                        + " bytes.");
        List<Message> messages = queue.receive(10);
        assertThat(messages).extracting(m -> m.body().length()).containsExactly(1_048_568, 512);
    }

    @Test
    void in_a_batch_each_message_succeeds_or_fails_by_itself() {
        SendMessageBatchResponse response =
                account.node()
                        .call(
                                batch(
                                        entry("a", "one").build(),
                                        entry("b", "\u0001").build(),
                                        entry("c", "three").delaySeconds(5).build(),
                                        entry("d", "four").delaySeconds(1_000).build()));
        assertThat(response.successful()).extracting("id").containsExactly("a", "c");
        assertThat(response.failed())
                .extracting(e -> e.id() + " " + e.code() + " " + e.senderFault())
                .containsExactly("b InvalidMessageContents true", "d InvalidParameterValue true");
        Message received = queue.receiveOne();
        assertThat(received.body()).isEqualTo("one");
        assertThat(received.messageId()).isEqualTo(response.successful().get(0).messageId());
        assertThat(received.md5OfBody()).isEqualTo(response.successful().get(0).md5OfMessageBody());
    }

    @Test
    void all_messages_of_a_batch_together_have_the_limit_of_one() {
        SendMessageBatchRequestEntry large =
                entry("1", "a".repeat(1_048_568)).messageAttributes(Map.of("k", text("x"))).build();
        account.refused(
                batch(large, entry("2", "a").build()),
                "BatchRequestTooLong",
                "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577"
                        + " bytes.");
        account.set(queue.url(), "MaximumMessageSize", "2048");
        SendMessageBatchResponse response =
                account.node()
                        .call(
                                batch(
                                        entry("1", "a".repeat(2_040))
                                                .messageAttributes(Map.of("k", text("x")))
                                                .build(),
                                        entry("2", "a").build()));
        assertThat(response.successful())
                .extracting(e -> e.md5OfMessageBody())
                .containsExactly(
                        "f44facf5a7ee0af446ecf3e0f854441e", "0cc175b9c0f1b6a831c399e269772661");
    }

    @Test
    void a_message_survives_a_crash_of_the_machine_byte_for_byte() {
        String body = "<ä ü 😀 \t>".repeat(100);
        queue.send(message(body));
        account.node().crashAndRestart();
        assertThat(queue.receiveOne().body().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    private SendMessageBatchRequest batch(SendMessageBatchRequestEntry... entries) {
        return SendMessageBatchRequest.builder().queueUrl(queue.url()).entries(entries).build();
    }

    private static SendMessageBatchRequestEntry.Builder entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body);
    }
}
