package dev.antiphon.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Trace;
import dev.antiphon.service.Dispatcher;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What targets get. */
class InvocationTest {
    private static final String ARN = "arn:aws:scheduler:us-east-1:000000000000:schedule/default/s";
    private static final String CONTEXT =
            "<aws.scheduler.schedule-arn> <aws.scheduler.scheduled-time>"
                    + " <aws.scheduler.execution-id> <aws.scheduler.attempt-number>";

    private final Account account = new Account();

    private void run(Target target) {
        account.create("s", "rate(1 day)", schedule -> schedule.target(target));
    }

    private static Target.Builder target(String arn) {
        return Target.builder().arn(arn).roleArn(Account.ROLE);
    }

    @Test
    void context_attributes_are_put_into_the_input() {
        run(Account.queue(CONTEXT));

        assertThat(account.bodies())
                .singleElement()
                .asString()
                .matches(ARN + " 2026-01-01T00:00:00Z [0-9a-f]{16} 1");
    }

    @Test
    void each_attempt_has_its_number_and_all_have_the_same_execution() {
        run(
                target("arn:aws:lambda:us-east-1:000000000000:function:busy")
                        .input(
                                "{\"a\":\"<aws.scheduler.attempt-number>"
                                        + " <aws.scheduler.execution-id>\"}")
                        .retryPolicy(retry -> retry.maximumRetryAttempts(2))
                        .deadLetterConfig(dead -> dead.arn(Account.queueArn("q")))
                        .build());
        account.advance(Duration.ofHours(1));

        List<String> bodies = account.functions.bodies();
        assertThat(bodies).hasSize(3);
        String execution = bodies.getFirst().substring(8, 24);
        assertThat(bodies)
                .containsExactly(
                        "{\"a\":\"1 " + execution + "\"}",
                        "{\"a\":\"2 " + execution + "\"}",
                        "{\"a\":\"3 " + execution + "\"}");
        Message letter = account.take("q").getFirst();
        assertThat(letter.body()).isEqualTo(bodies.getLast());
        assertThat(explanation(letter))
                .containsEntry("SCHEDULE_ARN", ARN)
                .containsEntry("TARGET_ARN", "arn:aws:lambda:us-east-1:000000000000:function:busy")
                .containsEntry("ERROR_CODE", "THROTTLING")
                .containsEntry("ERROR_MESSAGE", "busy")
                .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts")
                .containsEntry("RETRY_ATTEMPTS", "2")
                .containsEntry("EXECUTION_ID", execution)
                .containsEntry("SCHEDULED_TIME", "2026-01-01T00:00:00Z")
                .containsEntry("IS_PAYLOAD_TRUNCATED", "false")
                .hasSize(9);
    }

    private static Map<String, String> explanation(Message letter) {
        return letter.messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().stringValue()));
    }

    @Test
    void a_delivery_is_given_up_when_the_event_is_too_old() {
        run(
                target("arn:aws:lambda:us-east-1:000000000000:function:busy")
                        .retryPolicy(retry -> retry.maximumEventAgeInSeconds(60))
                        .deadLetterConfig(dead -> dead.arn(Account.queueArn("q")))
                        .build());
        account.advance(Duration.ofSeconds(61));

        assertThat(account.take("q"))
                .singleElement()
                .satisfies(letter ->
                        assertThat(explanation(letter))
                                .containsEntry(
                                        "EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds"));
    }

    @Test
    void a_target_that_nothing_here_takes_is_a_dead_letter_at_once() {
        run(
                target("arn:aws:codebuild:us-east-1:000000000000:project/p")
                        .input("not JSON")
                        .deadLetterConfig(dead -> dead.arn(Account.queueArn("q")))
                        .build());

        Message letter = account.take("q").getFirst();
        assertThat(letter.body()).isEqualTo("not JSON");
        assertThat(explanation(letter))
                .containsEntry("ERROR_CODE", "UNSUPPORTED_TARGET")
                .doesNotContainKey("EXHAUSTED_RETRY_CONDITION");
    }

    @Test
    void a_fifo_queue_gets_the_group() {
        account.node()
                .call(
                        CreateQueueRequest.builder()
                                .queueName("q.fifo")
                                .attributes(
                                        Map.of(
                                                QueueAttributeName.FIFO_QUEUE, "true",
                                                QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                                                        "true"))
                                .build());
        run(
                target(Account.queueArn("q.fifo"))
                        .input("hello")
                        .sqsParameters(sqs -> sqs.messageGroupId("g"))
                        .build());

        assertThat(account.take("q.fifo"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.body()).isEqualTo("hello");
                    assertThat(message.attributes())
                            .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "g");
                });
    }

    @Test
    void a_bus_gets_the_detail_of_an_event_and_what_it_is_called() {
        run(
                target("arn:aws:events:us-east-1:000000000000:event-bus/shop")
                        .input("{\"closes\": \"<aws.scheduler.scheduled-time>\"}")
                        .eventBridgeParameters(it -> it.source("shop.clock").detailType("Closing"))
                        .build());

        assertThat(account.buses.bodies())
                .containsExactly("{\"closes\": \"2026-01-01T00:00:00Z\"}");
        assertThat(account.buses.taken().getFirst().content().parameters())
                .isEqualTo(
                        Map.of(
                                Content.SOURCE, "shop.clock",
                                Content.DETAIL_TYPE, "Closing",
                                Content.RESOURCES, ARN));
    }

    @Test
    void a_stream_gets_the_partition_key() {
        run(
                target("arn:aws:kinesis:us-east-1:000000000000:stream/s")
                        .input("data")
                        .kinesisParameters(kinesis -> kinesis.partitionKey("k"))
                        .build());

        Content content = account.streams.taken().getFirst().content();
        assertThat(content.parameters()).isEqualTo(Map.of(Invocation.PARTITION_KEY, "k"));
        assertThat(account.streams.bodies()).containsExactly("data");
    }

    @Test
    void without_an_input_a_target_is_told_of_the_schedule() {
        run(target("arn:aws:lambda:us-east-1:000000000000:function:f").build());

        assertThat(account.functions.bodies())
                .singleElement()
                .asString()
                .matches(
                        "\\{\"version\":\"0\",\"id\":\"[0-9a-f-]{36}\","
                                + "\"detail-type\":\"Scheduled Event\",\"source\":\"aws.scheduler\","
                                + "\"account\":\"000000000000\",\"time\":\"2026-01-01T00:00:00Z\","
                                + "\"region\":\"us-east-1\",\"resources\":\\[\""
                                + ARN
                                + "\"],"
                                + "\"detail\":\"\\{}\"}");
    }

    @Test
    void an_invocation_leaves_a_trace_under_its_execution() {
        run(Account.queue("<aws.scheduler.execution-id>"));

        String execution = account.bodies().getFirst();
        assertThat(account.node().takeEffects())
                .filteredOn(effect -> effect instanceof Trace trace && trace.id().equals(execution))
                .hasSize(2)
                .first()
                .isInstanceOfSatisfying(
                        Trace.Routed.class,
                        routed ->
                                assertThat(routed.verdicts().list())
                                        .containsExactly(new Trace.Verdict(ARN, true, null)));
    }

    @Test
    void a_universal_target_is_a_call_by_the_account_of_the_schedule() {
        run(
                target("arn:aws:scheduler:::aws-sdk:sqs:sendMessage")
                        .input(
                                "{\"QueueUrl\":\""
                                        + Account.url("q")
                                        + "\",\"MessageBody\":\"<aws.scheduler.schedule-arn>\"}")
                        .build());
        account.advance(Duration.ofMinutes(1));

        assertThat(account.bodies()).containsExactly(ARN);
    }

    @Test
    void a_universal_target_that_refuses_for_good_has_its_error_in_the_dead_letter() {
        run(
                target("arn:aws:scheduler:::aws-sdk:sqs:sendMessage")
                        .input("{\"QueueUrl\":\"" + Account.url("none") + "\",\"MessageBody\":1}")
                        .deadLetterConfig(dead -> dead.arn(Account.queueArn("q")))
                        .build());
        account.advance(Duration.ofMinutes(1));

        assertThat(explanation(account.take("q").getFirst()))
                .containsEntry("ERROR_CODE", "SerializationException");
    }

    @Test
    void an_operation_that_the_server_has_not_is_refused_for_good() {
        run(
                target("arn:aws:scheduler:::aws-sdk:sqs:paintQueue")
                        .deadLetterConfig(dead -> dead.arn(Account.queueArn("q")))
                        .build());
        account.advance(Duration.ofMinutes(1));

        assertThat(explanation(account.take("q").getFirst()))
                .containsEntry("ERROR_CODE", "UnknownOperationException");
    }

    @Test
    void where_accounts_are_apart_a_universal_target_is_the_accounts_own() {
        Account apart = new Account(Dispatcher.Reach.OWN_ACCOUNT);
        for (String owner : List.of("000000000000", "111111111111")) {
            apart.create(
                    "s" + owner,
                    "rate(1 day)",
                    it ->
                            it.target(
                                    target("arn:aws:scheduler:::aws-sdk:sqs:sendMessage")
                                            .input(
                                                    "{\"QueueUrl\":\"http://localhost:4566/"
                                                            + owner
                                                            + "/q\",\"MessageBody\":\"to "
                                                            + owner
                                                            + "\"}")
                                            .deadLetterConfig(
                                                    dead -> dead.arn(Account.queueArn("q")))
                                            .build()));
        }
        apart.advance(Duration.ofMinutes(1));

        List<Message> messages = apart.take("q");
        assertThat(messages).hasSize(2);
        assertThat(messages)
                .filteredOn(message -> message.body().equals("to 000000000000"))
                .hasSize(1);
        assertThat(messages)
                .filteredOn(message -> !message.body().equals("to 000000000000"))
                .singleElement()
                .satisfies(letter ->
                        assertThat(explanation(letter))
                                .containsEntry("ERROR_CODE", "AccessDenied"));
    }

    @Test
    void the_calls_of_one_operation_are_spread_over_lanes_and_partitions() {
        Set<String> lanes = new HashSet<>();
        Set<Integer> partitions = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String lane =
                    UniversalTarget.address(
                            "arn:aws:scheduler:::aws-sdk:sqs:sendMessage",
                            ScheduleArn.ours(ARN + i));
            lanes.add(lane);
            partitions.add(account.node().engine().router().partitionOf(lane));
        }
        assertThat(lanes).hasSizeGreaterThan(8);
        assertThat(partitions).hasSize(account.node().engine().partitions().size());
    }

    @Test
    void deliveries_name_the_schedule_and_the_default_retry_policy() {
        run(target("arn:aws:lambda:us-east-1:000000000000:function:f").build());

        Delivery delivery = account.functions.taken().getFirst();
        assertThat(delivery.origin().arn()).isEqualTo(ARN);
        assertThat(delivery.retry().maximumRetries()).isEqualTo(185);
        assertThat(delivery.retry().maximumAge()).isEqualTo(Duration.ofDays(1));
    }
}
