package dev.antiphon.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EcsParameters;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.LogConfig;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusRequest;

class RulesTest {
    private static final String SHOP = "{\"source\":[\"shop\"]}";

    private final Account account = new Account();

    @Test
    void the_default_bus_is_there_without_being_created() {
        DescribeEventBusResponse described =
                account.node().call(DescribeEventBusRequest.builder().build());
        ListEventBusesResponse listed =
                account.node().call(ListEventBusesRequest.builder().build());

        assertThat(described.arn()).isEqualTo(Account.busArn("default"));
        assertThat(listed.eventBuses()).singleElement().extracting("name").isEqualTo("default");
        assertThat(account.refused(DeleteEventBusRequest.builder().name("default").build()).text())
                .isEqualTo("Cannot delete event bus default.");
    }

    @Test
    void a_bus_shows_what_it_was_given_and_is_updated_as_a_whole() {
        LogConfig logging = LogConfig.builder().level("INFO").includeDetail("FULL").build();
        account.node()
                .call(
                        CreateEventBusRequest.builder()
                                .name("orders")
                                .description("first")
                                .logConfig(logging)
                                .kmsKeyIdentifier("key")
                                .build());
        account.node()
                .call(UpdateEventBusRequest.builder().name("orders").description("second").build());
        account.node().crashAndRestart();

        DescribeEventBusResponse bus =
                account.node().call(DescribeEventBusRequest.builder().name("orders").build());
        assertThat(bus.description()).isEqualTo("second");
        assertThat(bus.logConfig()).isNull();
        assertThat(bus.kmsKeyIdentifier()).isNull();
    }

    @Test
    void a_bus_with_rules_is_not_deleted() {
        account.bus("orders");
        account.rule("orders", "all", SHOP);
        assertThat(account.refused(DeleteEventBusRequest.builder().name("orders").build()).text())
                .isEqualTo("Event bus can't be deleted since it has rules.");

        account.node().call(DeleteRuleRequest.builder().eventBusName("orders").name("all").build());
        account.node().call(DeleteEventBusRequest.builder().name("orders").build());
        assertThat(account.refused(DescribeEventBusRequest.builder().name("orders").build()).code())
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void buses_and_rules_are_listed_in_pages() {
        for (String name : List.of("b-1", "b-2", "a-1", "b-3")) {
            account.bus(name);
            account.rule("default", name, SHOP);
        }
        ListEventBusesResponse buses =
                account.node()
                        .call(ListEventBusesRequest.builder().namePrefix("b-").limit(2).build());
        assertThat(buses.eventBuses()).extracting("name").containsExactly("b-1", "b-2");
        ListEventBusesResponse rest =
                account.node()
                        .call(
                                ListEventBusesRequest.builder()
                                        .namePrefix("b-")
                                        .nextToken(buses.nextToken())
                                        .build());
        assertThat(rest.eventBuses()).extracting("name").containsExactly("b-3");
        assertThat(rest.nextToken()).isNull();

        ListRulesResponse rules =
                account.node().call(ListRulesRequest.builder().namePrefix("b-").limit(2).build());
        assertThat(rules.rules()).extracting("name").containsExactly("b-1", "b-2");
        ListRulesResponse others =
                account.node()
                        .call(
                                ListRulesRequest.builder()
                                        .namePrefix("b-")
                                        .nextToken(rules.nextToken())
                                        .build());
        assertThat(others.rules()).extracting("name").containsExactly("b-3");
        assertThat(account.refused(ListRulesRequest.builder().nextToken("x").build()).code())
                .isEqualTo("ValidationException");
    }

    @Test
    void putting_a_rule_again_keeps_its_targets_and_tags_and_nothing_else() {
        account.node()
                .call(
                        PutRuleRequest.builder()
                                .name("all")
                                .eventPattern(SHOP)
                                .description("first")
                                .tags(Tag.builder().key("k").value("v").build())
                                .build());
        account.target(
                "default", "all", Target.builder().id("1").arn(Account.queueArn("one")).build());
        account.node()
                .call(
                        PutRuleRequest.builder()
                                .name("all")
                                .eventPattern("{\"source\":[\"other\"]}")
                                .build());

        DescribeRuleResponse rule =
                account.node().call(DescribeRuleRequest.builder().name("all").build());
        assertThat(rule.eventPattern()).isEqualTo("{\"source\":[\"other\"]}");
        assertThat(rule.description()).isNull();
        assertThat(targets()).hasSize(1);
        assertThat(tags("arn:aws:events:us-east-1:000000000000:rule/all"))
                .containsExactly(Tag.builder().key("k").value("v").build());
    }

    private List<Target> targets() {
        ListTargetsByRuleResponse listed =
                account.node().call(ListTargetsByRuleRequest.builder().rule("all").build());
        return listed.targets();
    }

    private List<Tag> tags(String arn) {
        ListTagsForResourceResponse listed =
                account.node().call(ListTagsForResourceRequest.builder().resourceARN(arn).build());
        return listed.tags();
    }

    @Test
    void buses_and_rules_have_tags() {
        String bus = account.bus("orders");
        Tag one = Tag.builder().key("one").value("1").build();
        Tag two = Tag.builder().key("two").value("2").build();

        account.node().call(TagResourceRequest.builder().resourceARN(bus).tags(one, two).build());
        account.node().call(UntagResourceRequest.builder().resourceARN(bus).tagKeys("one").build());

        assertThat(tags(bus)).containsExactly(two);
        assertThat(
                        account.refused(
                                        ListTagsForResourceRequest.builder()
                                                .resourceARN(
                                                        "arn:aws:events:us-east-1:000000000000:rule/none")
                                                .build())
                                .text())
                .isEqualTo("Rule none does not exist on EventBus default.");
    }

    @Test
    void a_rule_has_five_targets_at_most() {
        account.rule("default", "all", SHOP);
        List<Target> six =
                IntStream.range(0, 6)
                        .mapToObj(i ->
                                Target.builder().id("t" + i).arn(Account.queueArn("one")).build())
                        .toList();
        account.node()
                .call(PutTargetsRequest.builder().rule("all").targets(six.subList(0, 5)).build());
        account.node().call(PutTargetsRequest.builder().rule("all").targets(six.get(0)).build());

        assertThat(
                        account.refused(
                                        PutTargetsRequest.builder()
                                                .rule("all")
                                                .targets(six.get(5))
                                                .build())
                                .code())
                .isEqualTo("LimitExceededException");
    }

    @Test
    void a_target_that_a_rule_does_not_have_cannot_be_removed() {
        account.rule("default", "all", SHOP, Account.queueArn("one"));

        RemoveTargetsResponse response =
                account.node()
                        .call(RemoveTargetsRequest.builder().rule("all").ids("0", "9").build());

        assertThat(response.failedEntryCount()).isEqualTo(1);
        assertThat(response.failedEntries().getFirst().targetId()).isEqualTo("9");
        assertThat(targets()).isEmpty();
    }

    @Test
    void every_parameter_of_a_target_is_kept() {
        account.rule("default", "all", SHOP);
        Target target =
                Target.builder()
                        .id("t")
                        .arn("arn:aws:ecs:us-east-1:000000000000:cluster/c")
                        .roleArn("arn:aws:iam::000000000000:role/r")
                        .ecsParameters(
                                EcsParameters.builder()
                                        .taskDefinitionArn("arn:aws:ecs:us-east-1:0:task/t")
                                        .taskCount(3)
                                        .enableExecuteCommand(true)
                                        .networkConfiguration(network ->
                                                network.awsvpcConfiguration(
                                                        vpc -> vpc.subnets("s-1", "s-2")))
                                        .tags(Tag.builder().key("k").value("v").build())
                                        .build())
                        .inputTransformer(
                                InputTransformer.builder()
                                        .inputPathsMap(Map.of("a", "$.detail"))
                                        .inputTemplate("<a>")
                                        .build())
                        .retryPolicy(retry -> retry.maximumRetryAttempts(4))
                        .build();
        account.target("default", "all", target);
        account.node().crashAndRestart();

        assertThat(targets()).containsExactly(target);
    }

    @Test
    void what_a_target_may_be() {
        account.rule("default", "all", SHOP);
        String queue = Account.queueArn("q");
        for (List<Object> each :
                List.<List<Object>>of(
                        List.of(
                                Target.builder().arn("queue"),
                                "Parameter queue is not valid. Reason: Provided Arn is not in"
                                        + " correct format."),
                        List.of(
                                Target.builder().arn(queue).deadLetterConfig(d -> d.arn("a:b")),
                                "Parameter a:b is not valid. Reason: Provided Arn is not in correct"
                                        + " format."),
                        List.of(
                                Target.builder()
                                        .arn(queue)
                                        .deadLetterConfig(
                                                d -> d.arn("arn:aws:sns:us-east-1:000000000000:t")),
                                "Parameter arn:aws:sns:us-east-1:000000000000:t is not valid."
                                        + " Reason: A dead-letter queue must be an Amazon SQS"
                                        + " queue."),
                        List.of(
                                Target.builder().arn(queue).input("{").build().toBuilder(),
                                "JSON syntax error in input for target t."),
                        List.of(
                                Target.builder().arn(queue).input("1").inputPath("$.a"),
                                "Only one of Input, InputPath, or InputTransformer must be provided"
                                        + " for target t."),
                        List.of(
                                Target.builder()
                                        .arn(queue)
                                        .inputTransformer(
                                                InputTransformer.builder()
                                                        .inputTemplate("<a>")
                                                        .build()),
                                "InputTemplate for target t contains invalid placeholder a."),
                        List.of(
                                Target.builder().arn(queue + ".fifo"),
                                "Parameter(s) SqsParameters must be specified for target: t."),
                        List.of(
                                Target.builder()
                                        .arn(
                                                "arn:aws:states:us-east-1:000000000000:stateMachine:s"),
                                "RoleArn is required for target"
                                        + " arn:aws:states:us-east-1:000000000000:stateMachine:s."))) {
            Target target = ((Target.Builder) each.get(0)).id("t").build();
            AwsException refused =
                    account.refused(
                            PutTargetsRequest.builder().rule("all").targets(target).build());
            assertThat(refused.code() + ": " + refused.text())
                    .isEqualTo("ValidationException: " + each.get(1));
        }
    }

    @Test
    void what_a_rule_may_be() {
        account.bus("orders");
        PutRuleRequest.Builder rule = PutRuleRequest.builder().name("r");
        assertThat(account.refused(rule.build()).text())
                .isEqualTo("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        assertThat(account.refused(rule.eventPattern("{\"a\":1}").build()).text())
                .isEqualTo(
                        "Event pattern is not valid. Reason: \"a\" must be an object or an array\n"
                                + " at [Source: (String)\"{\"a\":1}\"; line: 1, column: 7]");
        assertThat(
                        account.refused(
                                        PutRuleRequest.builder()
                                                .name("r")
                                                .scheduleExpression("rate(1 day)")
                                                .eventBusName("orders")
                                                .build())
                                .text())
                .isEqualTo("ScheduleExpression is supported only on the default event bus.");
        assertThat(account.refused(rule.eventPattern(SHOP).eventBusName("none").build()).text())
                .isEqualTo("Event bus none does not exist.");
    }

    @Test
    void an_event_to_test_a_pattern_with_must_be_whole() {
        assertThat(
                        account.refused(
                                        TestEventPatternRequest.builder()
                                                .eventPattern(SHOP)
                                                .event("{\"source\":\"shop\"}")
                                                .build())
                                .text())
                .isEqualTo("Parameter Event is not valid.");
    }
}
