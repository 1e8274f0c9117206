package dev.antiphon.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.Trace;
import dev.antiphon.engine.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.SqsParameters;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class RoutingTest {
    private static final String SHOP = "{\"source\":[\"shop\"]}";

    private final Account account = new Account();

    @Test
    void an_event_reaches_the_targets_of_the_rules_that_it_matches() {
        String one = account.queue("one");
        String two = account.queue("two");
        account.rule("default", "shop", SHOP, one, two);
        account.rule("default", "other", "{\"source\":[\"other\"]}", one);

        String id = account.put("default", "shop", "{ \"n\" : 1.50, \"s\" : \"ä\" }");

        String event =
                "{\"version\":\"0\",\"id\":\""
                        + id
                        + "\",\"detail-type\":\"type\",\"source\":\"shop\","
                        + "\"account\":\"000000000000\",\"time\":\""
                        + Event.timestamp(account.node().clock().instant())
                        + "\",\"region\":\"us-east-1\",\"resources\":[],"
                        + "\"detail\":{\"n\":1.50,\"s\":\"ä\"}}";
        assertThat(account.bodies("one")).containsExactly(event);
        assertThat(account.bodies("two")).containsExactly(event);
    }

    @Test
    void an_event_tells_the_time_and_the_resources_that_it_was_put_with() {
        account.rule("default", "all", SHOP, account.queue("one"));
        account.node()
                .call(
                        PutEventsRequest.builder()
                                .entries(
                                        Account.entry("default", "shop", "{}").toBuilder()
                                                .time(Instant.parse("2022-01-01T10:00:00.750Z"))
                                                .resources("arn:aws:ec2:a", "b")
                                                .build())
                                .build());

        assertThat(account.bodies("one").getFirst())
                .contains("\"time\":\"2022-01-01T10:00:00Z\"")
                .contains("\"resources\":[\"arn:aws:ec2:a\",\"b\"]");
    }

    @Test
    void entries_are_refused_one_by_one() {
        account.rule("default", "all", SHOP, account.queue("one"));
        PutEventsRequestEntry whole = Account.entry("default", "shop", "{}");
        PutEventsResponse response =
                account.node()
                        .call(
                                PutEventsRequest.builder()
                                        .entries(
                                                whole.toBuilder().source(null).build(),
                                                whole.toBuilder().detailType("").build(),
                                                whole.toBuilder().detail(null).build(),
                                                whole.toBuilder().detail("[]").build(),
                                                whole.toBuilder().detail("{\"a\":1}}").build(),
                                                whole.toBuilder().source("aws.s3").build(),
                                                whole)
                                        .build());

        assertThat(response.failedEntryCount()).isEqualTo(6);
        assertThat(response.entries())
                .extracting(entry -> entry.errorCode() + ": " + entry.errorMessage())
                .containsExactly(
                        "InvalidArgument: Parameter Source is not valid. Reason: Source is a"
                                + " required argument.",
                        "InvalidArgument: Parameter DetailType is not valid. Reason: DetailType is"
                                + " a required argument.",
                        "InvalidArgument: Parameter Detail is not valid. Reason: Detail is a"
                                + " required argument.",
                        "MalformedDetail: Detail is malformed.",
                        "MalformedDetail: Detail is malformed.",
                        "NotAuthorizedForSourceException: Not authorized for the source.",
                        "null: null");
        assertThat(account.bodies("one")).hasSize(1);
    }

    @Test
    void events_of_a_mebibyte_together_are_refused() {
        String half = "{\"a\":\"" + "x".repeat((1 << 19) - 20) + "\"}";
        PutEventsRequestEntry entry = Account.entry("default", "shop", half);

        PutEventsResponse small =
                account.node().call(PutEventsRequest.builder().entries(entry, entry).build());
        assertThat(small.failedEntryCount()).isZero();
        PutEventsRequest large =
                PutEventsRequest.builder()
                        .entries(entry, entry.toBuilder().source("x".repeat(20)).build())
                        .build();
        assertThat(account.refused(large).text())
                .isEqualTo("Total size of the entries in the request is over the limit.");
    }

    @Test
    void the_entries_of_a_call_may_be_for_different_buses() {
        account.bus("orders");
        account.queue("one");
        account.queue("two");
        account.rule("default", "all", SHOP, Account.queueArn("one"));
        account.rule("orders", "all", SHOP, Account.queueArn("two"));

        PutEventsResponse response =
                account.node()
                        .call(
                                PutEventsRequest.builder()
                                        .entries(
                                                Account.entry("nowhere", "shop", "{}"),
                                                Account.entry("default", "shop", "{}"),
                                                Account.entry(
                                                        Account.busArn("orders"), "shop", "{}"))
                                        .build());

        assertThat(response.failedEntryCount()).isZero();
        assertThat(account.bodies("one").getFirst()).contains(response.entries().get(1).eventId());
        assertThat(account.bodies("two").getFirst()).contains(response.entries().get(2).eventId());
    }

    @Test
    void a_rule_that_is_disabled_or_gone_or_has_lost_its_target_sends_nothing() {
        account.rule("default", "all", SHOP, account.queue("one"));

        account.node().call(DisableRuleRequest.builder().name("all").build());
        account.put("default", "shop", "{}");
        assertThat(account.bodies("one")).isEmpty();

        account.node().call(EnableRuleRequest.builder().name("all").build());
        account.put("default", "shop", "{}");
        assertThat(account.bodies("one")).hasSize(1);

        account.node().call(RemoveTargetsRequest.builder().rule("all").ids("0").build());
        account.put("default", "shop", "{}");
        account.node().call(DeleteRuleRequest.builder().name("all").build());
        account.put("default", "shop", "{}");
        assertThat(account.bodies("one")).isEmpty();
    }

    @Test
    void rules_and_targets_are_there_after_a_crash() {
        account.queue("one");
        account.rule("default", "all", SHOP);
        account.target(
                "default",
                "all",
                Target.builder()
                        .id("t")
                        .arn(Account.queueArn("one"))
                        .inputTransformer(
                                InputTransformer.builder()
                                        .inputPathsMap(Map.of("n", "$.detail.n"))
                                        .inputTemplate("{\"number\": <n>}")
                                        .build())
                        .build());
        account.node().crashAndRestart();

        account.put("default", "shop", "{\"n\":7}");
        assertThat(account.bodies("one")).containsExactly("{\"number\": 7}");
    }

    @Test
    void a_fifo_queue_gets_events_in_the_group_of_the_target() {
        account.node()
                .call(
                        CreateQueueRequest.builder()
                                .queueName("one.fifo")
                                .attributesWithStrings(
                                        Map.of(
                                                "FifoQueue",
                                                "true",
                                                "ContentBasedDeduplication",
                                                "true"))
                                .build());
        account.rule("default", "all", SHOP);
        account.target(
                "default",
                "all",
                Target.builder()
                        .id("t")
                        .arn(Account.queueArn("one.fifo"))
                        .sqsParameters(SqsParameters.builder().messageGroupId("g").build())
                        .build());

        account.put("default", "shop", "{\"n\":1}");
        account.put("default", "shop", "{\"n\":2}");

        // A group's messages come together and in order.
        assertThat(account.bodies("one.fifo"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"n\":1"),
                        second -> assertThat(second).contains("\"n\":2"));
    }

    @Test
    void a_replayed_event_keeps_its_id_and_is_seen_by_the_named_rules_only() {
        account.queue("one");
        account.queue("two");
        account.rule("default", "a", SHOP, Account.queueArn("one"));
        account.rule("default", "b", SHOP, Account.queueArn("two"));
        account.put("default", "shop", "{}");
        byte[] event = account.bodies("one").getFirst().getBytes(StandardCharsets.UTF_8);
        account.bodies("two");

        account.node()
                .run(
                        "anywhere",
                        tx -> {
                            Injection.send(
                                    tx,
                                    new BusArn(Account.ID, Account.REGION, "default"),
                                    "id",
                                    event,
                                    List.of("arn:aws:events:us-east-1:000000000000:rule/b"),
                                    Account.busArn("default"),
                                    null);
                            return Outcome.reply(true);
                        });

        assertThat(account.bodies("one")).isEmpty();
        assertThat(account.messages("two").getFirst().body().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(event);
    }

    @Test
    void a_trace_says_why_a_rule_did_not_match_as_it_was_then() {
        account.rule(
                "default",
                "big",
                "{\"source\":[\"shop\"],\"detail\":{\"n\":[{\"numeric\":[\">\",5]}]}}");
        account.rule("default", "shop", SHOP);
        account.node().takeEffects();

        account.put("default", "shop", "{\"n\":3}");
        account.node().call(DeleteRuleRequest.builder().name("big").build());

        Trace.Routed routed =
                account.node().takeEffects().stream()
                        .filter(Trace.Routed.class::isInstance)
                        .map(Trace.Routed.class::cast)
                        .toList()
                        .getFirst();
        assertThat(routed.verdicts().list())
                .containsExactly(
                        new Trace.Verdict(
                                "arn:aws:events:us-east-1:000000000000:rule/big",
                                false,
                                "detail.n is 3"),
                        new Trace.Verdict(
                                "arn:aws:events:us-east-1:000000000000:rule/shop", true, null));
    }

    @Test
    void a_message_carries_the_trace_header_of_the_event() {
        account.rule("default", "all", SHOP, account.queue("one"));
        account.node()
                .call(
                        PutEventsRequest.builder()
                                .entries(
                                        Account.entry("default", "shop", "{}").toBuilder()
                                                .traceHeader(
                                                        "Root=1-5759e988-bd862e3fe1be46a994272793")
                                                .build())
                                .build());
        account.node().advance(Duration.ofSeconds(1));

        ReceiveMessageResponse received =
                account.node()
                        .call(
                                ReceiveMessageRequest.builder()
                                        .queueUrl("http://localhost:4566/000000000000/one")
                                        .messageSystemAttributeNamesWithStrings("All")
                                        .build());
        assertThat(received.messages().getFirst().attributesAsStrings())
                .containsEntry("AWSTraceHeader", "Root=1-5759e988-bd862e3fe1be46a994272793");
    }

    @Test
    void a_managed_rule_is_nobodys_to_change() {
        account.node()
                .run(
                        Account.busArn("default"),
                        tx -> {
                            ManagedRules.put(
                                    tx,
                                    new RuleKey(
                                            new BusArn(Account.ID, Account.REGION, "default"),
                                            "theirs"),
                                    SHOP,
                                    "prod.vhs.events.aws.internal",
                                    "arn:aws:events:us-east-1:000000000000:archive/a");
                            return Outcome.reply(true);
                        });

        AwsException refused = account.refused(DisableRuleRequest.builder().name("theirs").build());
        assertThat(refused.code()).isEqualTo("ManagedRuleException");
    }
}
