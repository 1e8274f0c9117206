package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.source.BatchCall;
import dev.antiphon.delivery.source.SourceRecord;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.Outcome;
import dev.antiphon.sqs.Readers.Reading;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.TestNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class QueueSourceTest {
    private static final String READER = "reader";

    private final Readers readers = new Readers();
    private final TestNode node = TestNode.of(new SqsService(), readers, readers.pollers());
    private String url = "";
    private String arn = "";

    @BeforeEach
    void createQueue() {
        create("orders", "VisibilityTimeout", "30");
    }

    private void create(String name, String... attributes) {
        CreateQueueResponse response = node.call(Account.creation(name, attributes));
        url = response.queueUrl();
        arn = Account.arn(name);
    }

    private String send(String body) {
        return send(SendMessageRequest.builder().messageBody(body));
    }

    private String send(SendMessageRequest.Builder message) {
        SendMessageResponse response = node.call(message.queueUrl(url).build());
        return response.messageId();
    }

    private String send(String group, String body) {
        return send(
                SendMessageRequest.builder()
                        .messageBody(body)
                        .messageGroupId(group)
                        .messageDeduplicationId(group + body));
    }

    private void define(Reading reading) {
        node.run(
                arn,
                tx -> {
                    Readers.define(tx, READER, reading);
                    return Outcome.reply(true);
                });
    }

    private List<BatchCall> calls() {
        List<BatchCall> calls = new ArrayList<>();
        for (Effect effect : node.takeEffects()) {
            if (effect instanceof BatchCall call) {
                calls.add(call);
            }
        }
        return calls;
    }

    private BatchCall onlyCall() {
        List<BatchCall> calls = calls();
        assertThat(calls).hasSize(1);
        return calls.getFirst();
    }

    private void finish(BatchCall call, CallOutcome outcome) {
        node.run(
                call.source(),
                tx -> {
                    readers.pollers().finish(tx, call, outcome);
                    return Outcome.reply(true);
                });
    }

    /** Visible, in flight. */
    private List<String> counts() {
        GetQueueAttributesResponse response =
                node.call(
                        GetQueueAttributesRequest.builder()
                                .queueUrl(url)
                                .attributeNamesWithStrings("All")
                                .build());
        Map<String, String> attributes = response.attributesAsStrings();
        return List.of(
                attributes.getOrDefault("ApproximateNumberOfMessages", ""),
                attributes.getOrDefault("ApproximateNumberOfMessagesNotVisible", ""));
    }

    private Pending<ReceiveMessageResponse> startReceive() {
        return node.start(
                ReceiveMessageRequest.builder().queueUrl(url).waitTimeSeconds(20).build());
    }

    private static String json(BatchCall call) {
        return new String(call.records().getFirst().json(), StandardCharsets.UTF_8);
    }

    @Test
    void a_message_is_handed_out_as_soon_as_it_is_sent() {
        define(Reading.of(arn));
        String id = send("first");
        assertThat(Readers.ids(onlyCall())).containsExactly(id);
    }

    @Test
    void a_batch_that_was_handled_is_deleted() {
        define(Reading.of(arn));
        send("first");
        finish(onlyCall(), Readers.TOOK);
        assertThat(counts()).containsExactly("0", "0");
        node.advance(Duration.ofMinutes(1));
        assertThat(calls()).isEmpty();
    }

    @Test
    void a_batch_that_failed_comes_back_after_the_visibility_timeout() {
        define(Reading.of(arn));
        send("first");
        finish(onlyCall(), Readers.FAILED);
        node.advance(Duration.ofSeconds(29));
        assertThat(calls()).isEmpty();
        node.advance(Duration.ofSeconds(1).plusMillis(1));
        assertThat(json(onlyCall())).contains("\"ApproximateReceiveCount\":\"2\"");
    }

    @Test
    void messages_that_wait_already_leave_in_full_batches() {
        for (int i = 0; i < 25; i++) {
            send("m" + i);
        }
        define(Reading.of(arn));
        assertThat(calls()).extracting(call -> call.records().size()).containsExactly(10, 10, 5);
    }

    @Test
    void five_batches_are_under_way_at_first_and_five_more_each_second() {
        for (int i = 0; i < 40; i++) {
            send("m" + i);
        }
        define(Reading.of(arn).batches(1));
        assertThat(calls()).hasSize(5);
        node.advance(Duration.ofSeconds(1));
        assertThat(calls()).hasSize(5);
        node.advance(Duration.ofSeconds(2));
        assertThat(calls()).hasSize(10);
    }

    @Test
    void no_more_batches_are_under_way_than_the_consumer_allows() {
        for (int i = 0; i < 10; i++) {
            send("m" + i);
        }
        define(Reading.of(arn).batches(1).atOnce(2));
        List<BatchCall> first = calls();
        assertThat(first).hasSize(2);
        node.advance(Duration.ofSeconds(10));
        assertThat(calls()).isEmpty();
        finish(first.getFirst(), Readers.TOOK);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void a_window_gathers_what_comes_within_it() {
        define(Reading.of(arn).window(5));
        String first = send("first");
        node.advance(Duration.ofSeconds(4));
        String second = send("second");
        assertThat(calls()).isEmpty();
        node.advance(Duration.ofSeconds(1));
        assertThat(Readers.ids(onlyCall())).containsExactly(first, second);
    }

    @Test
    void a_batch_that_is_full_does_not_wait_for_the_end_of_the_window() {
        define(Reading.of(arn).window(5).batches(2));
        send("first");
        send("second");
        send("third");
        assertThat(onlyCall().records()).hasSize(2);
        node.advance(Duration.ofSeconds(5));
        assertThat(onlyCall().records()).hasSize(1);
    }

    @Test
    void a_batch_holds_no_more_bytes_than_the_consumer_takes() {
        for (int i = 0; i < 4; i++) {
            send("x".repeat(1_000));
        }
        define(Reading.of(arn).window(1).bytes(5_000));
        node.advance(Duration.ofSeconds(1));
        assertThat(calls()).extracting(call -> call.records().size()).containsExactly(3, 1);
    }

    @Test
    void a_batch_for_which_there_was_no_room_is_tried_again_and_not_received_again() {
        define(Reading.of(arn));
        String id = send("first");
        finish(onlyCall(), Readers.FULL);
        assertThat(calls()).isEmpty();
        node.advance(Duration.ofSeconds(1));
        BatchCall again = onlyCall();
        assertThat(Readers.ids(again)).containsExactly(id);
        assertThat(json(again)).contains("\"ApproximateReceiveCount\":\"1\"");
    }

    @Test
    void a_batch_for_which_there_is_never_room_comes_back_in_its_time() {
        define(Reading.of(arn));
        send("first");
        int tries = 0;
        for (int second = 0; second < 30; second++) {
            for (BatchCall call : calls()) {
                assertThat(json(call)).contains("\"ApproximateReceiveCount\":\"1\"");
                finish(call, Readers.FULL);
                tries++;
            }
            node.advance(Duration.ofSeconds(1));
        }
        assertThat(tries).isBetween(4, 12);
        node.advance(Duration.ofSeconds(15));
        assertThat(json(onlyCall())).contains("\"ApproximateReceiveCount\":\"2\"");
    }

    @Test
    void a_group_has_one_batch_at_a_time_and_keeps_its_order() {
        create("orders.fifo", "FifoQueue", "true", "VisibilityTimeout", "30");
        String a1 = send("a", "1");
        String a2 = send("a", "2");
        define(Reading.of(arn).batches(1));
        BatchCall first = onlyCall();
        assertThat(Readers.ids(first)).containsExactly(a1);
        String b1 = send("b", "1");
        assertThat(Readers.ids(onlyCall())).containsExactly(b1);
        finish(first, Readers.FAILED);
        assertThat(calls()).isEmpty();
        node.advance(Duration.ofSeconds(30).plusMillis(1));
        List<BatchCall> again = calls();
        assertThat(again).extracting(Readers::ids).contains(List.of(a1));
        again.stream()
                .filter(call -> Readers.ids(call).contains(a1))
                .forEach(call -> finish(call, Readers.TOOK));
        assertThat(Readers.ids(onlyCall())).containsExactly(a2);
    }

    @Test
    void who_stops_gives_back_what_was_gathered_and_ends_what_is_under_way() {
        define(Reading.of(arn).window(60).batches(2));
        send("first");
        send("second");
        send("third");
        BatchCall call = onlyCall();
        define(Reading.of(arn).window(60).batches(2).stopped());
        assertThat(counts()).containsExactly("1", "2");
        assertThat(changing()).isTrue();
        finish(call, Readers.TOOK);
        assertThat(counts()).containsExactly("1", "0");
        assertThat(changing()).isFalse();
        send("fourth");
        assertThat(calls()).isEmpty();
    }

    private boolean changing() {
        return node.run(arn, tx -> Outcome.reply(Readers.changing(tx, READER)));
    }

    @Test
    void who_begins_again_goes_on_with_what_is_there() {
        define(Reading.of(arn).stopped());
        send("first");
        define(Reading.of(arn));
        assertThat(calls()).hasSize(1);
        send("second");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void a_queue_that_was_created_again_is_read_again() {
        define(Reading.of(arn));
        node.call(DeleteQueueRequest.builder().queueUrl(url).build());
        node.advance(Duration.ofSeconds(61));
        create("orders");
        node.advance(Duration.ofSeconds(5));
        send("first");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void a_client_that_has_waited_longer_comes_first() {
        Pending<ReceiveMessageResponse> client = startReceive();
        node.runUntilQuiet();
        define(Reading.of(arn));
        send("first");
        assertThat(client.value().messages()).hasSize(1);
        assertThat(calls()).isEmpty();
        send("second");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void a_message_for_which_the_consumer_has_no_room_goes_to_the_client_that_waits() {
        define(Reading.of(arn).batches(1).atOnce(1));
        send("first");
        Pending<ReceiveMessageResponse> client = startReceive();
        send("second");
        assertThat(client.value().messages()).hasSize(1);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void a_consumer_that_is_gone_keeps_no_message_from_a_client() {
        define(Reading.of(arn));
        node.run(
                arn,
                tx -> {
                    Readers.remove(tx, READER);
                    return Outcome.reply(true);
                });
        Pending<ReceiveMessageResponse> client = startReceive();
        send("first");
        assertThat(client.value().messages()).hasSize(1);
        assertThat(calls()).isEmpty();
    }

    @Test
    void after_a_crash_what_was_handed_out_comes_back() {
        define(Reading.of(arn));
        String id = send("first");
        BatchCall lost = onlyCall();
        node.killAndRestart();
        assertThat(calls()).isEmpty();
        node.advance(Duration.ofSeconds(31));
        BatchCall again = onlyCall();
        assertThat(Readers.ids(again)).containsExactly(id);
        finish(lost, Readers.TOOK); // late: the message has been received again since
        assertThat(counts()).containsExactly("0", "1");
        finish(again, Readers.TOOK);
        assertThat(counts()).containsExactly("0", "0");
    }

    @Test
    void what_the_consumer_does_not_want_is_deleted() {
        define(Reading.of(arn));
        send("unwanted");
        assertThat(calls()).isEmpty();
        assertThat(counts()).containsExactly("0", "0");
    }

    @Test
    void a_record_says_what_lambda_says() {
        define(Reading.of(arn));
        String id =
                send(
                        SendMessageRequest.builder()
                                .messageBody("say \"hé\"\n")
                                .messageAttributes(
                                        Map.of(
                                                "n",
                                                MessageAttributeValue.builder()
                                                        .dataType("Number")
                                                        .stringValue("6")
                                                        .build())));
        SourceRecord record = onlyCall().records().getFirst();
        String time = Long.toString(node.clock().instant().toEpochMilli());
        String handle = handle(record);
        assertThat(new String(record.json(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"messageId\":\""
                                + id
                                + "\",\"receiptHandle\":\""
                                + handle
                                + "\",\"body\":\"say \\\"hé\\\"\\n\",\"attributes\":{"
                                + "\"ApproximateReceiveCount\":\"1\",\"SentTimestamp\":\""
                                + time
                                + "\",\"SenderId\":\"test\","
                                + "\"ApproximateFirstReceiveTimestamp\":\""
                                + time
                                + "\"},\"messageAttributes\":{\"n\":{\"stringValue\":\"6\","
                                + "\"stringListValues\":[],\"binaryListValues\":[],"
                                + "\"dataType\":\"Number\"}},"
                                + "\"md5OfMessageAttributes\":\"441e830b03bf72bb35ba817149895278\","
                                + "\"md5OfBody\":\"209acc51a009ae36e6cd3327e0a63bb7\","
                                + "\"eventSource\":\"aws:sqs\",\"eventSourceARN\":\""
                                + arn
                                + "\",\"awsRegion\":\"us-east-1\"}");
    }

    private static String handle(SourceRecord record) {
        String json = new String(record.json(), StandardCharsets.UTF_8);
        return json.replaceAll(".*\"receiptHandle\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void a_gathered_record_says_that_it_has_no_digest_of_attributes() {
        define(Reading.of(arn).window(1));
        send("first");
        node.advance(Duration.ofSeconds(1));
        assertThat(json(onlyCall()))
                .contains("\"messageAttributes\":{},\"md5OfMessageAttributes\":null");
    }

    @Test
    void binary_attributes_and_trace_headers_are_handed_on() {
        define(Reading.of(arn));
        send(
                SendMessageRequest.builder()
                        .messageBody("first")
                        .messageSystemAttributesWithStrings(
                                Map.of(
                                        "AWSTraceHeader",
                                        MessageSystemAttributeValue.builder()
                                                .dataType("String")
                                                .stringValue("Root=1-2-3")
                                                .build()))
                        .messageAttributes(
                                Map.of(
                                        "b",
                                        MessageAttributeValue.builder()
                                                .dataType("Binary")
                                                .binaryValue(SdkBytes.fromUtf8String("hi"))
                                                .build())));
        BatchCall call = onlyCall();
        assertThat(call.records().getFirst().traceHeader()).isEqualTo("Root=1-2-3");
        assertThat(json(call))
                .contains("\"AWSTraceHeader\":\"Root=1-2-3\"")
                .contains(
                        "\"b\":{\"binaryValue\":\"aGk=\",\"stringListValues\":[],"
                                + "\"binaryListValues\":[],\"dataType\":\"Binary\"}");
    }
}
