package dev.antiphon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.api.AwsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** SQS over AWS JSON 1.0, as the SDK for Java 2 speaks it. */
final class SqsJsonTest {
    private static final String URL = "http://localhost:4566/123456789012/orders";

    @Test
    void a_message_arrives_as_it_was_sent() {
        SendMessageRequest sent =
                SendMessageRequest.builder()
                        .queueUrl(URL)
                        .messageBody("{\"n\":1} \u00e4\u20ac \ud83d\ude00 \"quoted\"\n")
                        .delaySeconds(3)
                        .messageGroupId("g")
                        .messageAttributes(
                                Map.of(
                                        "binary",
                                        MessageAttributeValue.builder()
                                                .dataType("Binary")
                                                .binaryValue(
                                                        SdkBytes.fromByteArray(
                                                                new byte[] {0, -1, 7}))
                                                .build()))
                        .messageSystemAttributes(
                                Map.of(
                                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                                        MessageSystemAttributeValue.builder()
                                                .dataType("String")
                                                .stringValue("Root=1")
                                                .build()))
                        .build();
        SendMessageResponse answer =
                SendMessageResponse.builder()
                        .messageId("id")
                        .md5OfMessageBody("7c4a1dd3e4ac4cbb1bbcb8b4d6ac1ff4")
                        .sequenceNumber("18")
                        .build();
        Loop loop = new Loop(List.of("sqs"), _ -> answer);
        try (SqsClient sqs = client(loop)) {
            SendMessageResponse received = sqs.sendMessage(sent);
            assertThat(received.messageId()).isEqualTo("id");
            assertThat(received.sequenceNumber()).isEqualTo("18");
        }
        assertThat(loop.call().request()).isEqualTo(sent);
        assertThat(loop.call().operation()).isEqualTo("SendMessage");
        assertThat(loop.call().caller().account()).isEqualTo("123456789012");
        assertThat(loop.call().caller().region()).isEqualTo("eu-west-1");
        assertThat(loop.call().caller().endpoint()).isEqualTo("http://localhost:4566");
    }

    private static SqsClient client(Loop loop) {
        return loop.client(SqsClient.builder().checksumValidationEnabled(false));
    }

    @Test
    void batches_and_received_messages_come_back_whole() {
        SendMessageBatchRequest batch =
                SendMessageBatchRequest.builder()
                        .queueUrl(URL)
                        .entries(
                                SendMessageBatchRequestEntry.builder()
                                        .id("1")
                                        .messageBody("a")
                                        .build(),
                                SendMessageBatchRequestEntry.builder()
                                        .id("2")
                                        .messageBody("b")
                                        .delaySeconds(0)
                                        .build())
                        .build();
        SendMessageBatchResponse batched =
                SendMessageBatchResponse.builder()
                        .successful(
                                SendMessageBatchResultEntry.builder()
                                        .id("1")
                                        .messageId("m")
                                        .md5OfMessageBody("x")
                                        .build())
                        .failed(
                                BatchResultErrorEntry.builder()
                                        .id("2")
                                        .senderFault(true)
                                        .code("InvalidParameterValue")
                                        .build())
                        .build();
        ReceiveMessageRequest receive =
                ReceiveMessageRequest.builder()
                        .queueUrl(URL)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(0)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("foo.*")
                        .build();
        ReceiveMessageResponse received =
                ReceiveMessageResponse.builder()
                        .messages(
                                Message.builder()
                                        .messageId("m")
                                        .receiptHandle("r")
                                        .body("a")
                                        .attributesWithStrings(
                                                Map.of("SentTimestamp", "1700000000000"))
                                        .build())
                        .build();
        Loop loop =
                new Loop(
                        List.of("sqs"),
                        call -> call.operation().equals("ReceiveMessage") ? received : batched);
        try (SqsClient sqs = client(loop)) {
            assertThat(sqs.sendMessageBatch(batch).equalsBySdkFields(batched)).isTrue();
            assertThat(loop.call().request()).isEqualTo(batch);
            assertThat(sqs.receiveMessage(receive).equalsBySdkFields(received)).isTrue();
            assertThat(loop.call().request()).isEqualTo(receive);
        }
    }

    @Test
    void an_answer_carries_what_the_sdk_expects_of_it() {
        Loop loop = new Loop(List.of("sqs"), _ -> ReceiveMessageResponse.builder().build());
        loop.send(Requests.json("sqs", "AmazonSQS.ReceiveMessage", "{\"QueueUrl\":\"q\"}"));
        assertThat(loop.body()).isEqualTo("{}");
        assertThat(loop.answer().status()).isEqualTo(200);
        assertThat(loop.answer().headers())
                .extracting(HttpRequest.Header::name)
                .containsExactly("x-amzn-RequestId", "Content-Type");
        assertThat(loop.answer().headers().getFirst().value())
                .isEqualTo(loop.call().caller().requestId())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(loop.answer().headers().getLast().value())
                .isEqualTo("application/x-amz-json-1.0");
    }

    @Test
    void an_operation_without_output_has_an_empty_answer() {
        Loop loop = new Loop(List.of("sqs"), _ -> DeleteMessageResponse.builder().build());
        try (SqsClient sqs = client(loop)) {
            sqs.deleteMessage(d -> d.queueUrl(URL).receiptHandle("r"));
        }
        assertThat(loop.body()).isEmpty();
    }

    @Test
    void a_modelled_error_has_its_shape_and_the_older_code() {
        Loop loop = failing("QueueDoesNotExist", "The specified queue does not exist.");
        try (SqsClient sqs = client(loop)) {
            assertThatThrownBy(() -> sqs.purgeQueue(p -> p.queueUrl(URL)))
                    .isInstanceOf(QueueDoesNotExistException.class)
                    .hasMessageContaining("The specified queue does not exist.");
        }
        assertThat(loop.answer().status()).isEqualTo(400);
        assertThat(loop.body())
                .isEqualTo(
                        """
                        {"__type":"com.amazonaws.sqs#QueueDoesNotExist",\
                        "message":"The specified queue does not exist."}\
                        """);
        assertThat(loop.answer().headers())
                .contains(
                        new HttpRequest.Header(
                                "x-amzn-query-error",
                                "AWS.SimpleQueueService.NonExistentQueue;Sender"));
    }

    @Test
    void an_error_outside_of_the_model_keeps_its_code() {
        Loop loop = failing("InvalidParameterValue", "no");
        try (SqsClient sqs = client(loop)) {
            assertThatThrownBy(() -> sqs.purgeQueue(p -> p.queueUrl(URL)))
                    .isInstanceOfSatisfying(
                            SqsException.class,
                            e -> {
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("InvalidParameterValue");
                                assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("no");
                            });
        }
        assertThat(loop.body())
                .startsWith(
                        "{\"__type\":\"com.amazon.coral.service#InvalidParameterValueException\"");
    }

    @Test
    void a_failure_of_our_own_says_nothing_of_its_cause() {
        Loop loop =
                new Loop(
                        List.of("sqs"),
                        _ -> {
                            throw new IllegalStateException("secret");
                        });
        loop.send(Requests.json("sqs", "AmazonSQS.PurgeQueue", "{\"QueueUrl\":\"q\"}"));
        assertThat(loop.answer().status()).isEqualTo(500);
        assertThat(loop.body()).contains("InternalFailure").doesNotContain("secret");
    }

    private static Loop failing(String code, String message) {
        return new Loop(
                List.of("sqs"),
                (WireCall _) -> {
                    throw AwsException.sender(code, message);
                });
    }
}
