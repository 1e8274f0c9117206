package dev.antiphon.compat;

import static dev.antiphon.compat.Routing.toQueue;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** EventBridge's operations on buses, rules and events. */
interface Buses extends Scenario {
    default String newBus() {
        String name = Scenario.newName();
        events().createEventBus(c -> c.name(name));
        return name;
    }

    @Test
    default void a_bus_is_created_told_changed_listed_and_deleted() {
        String name = Scenario.newName();
        String arn =
                events().createEventBus(
                                c -> c.name(name).tags(Tag.builder().key("a").value("1").build()))
                        .eventBusArn();
        events().updateEventBus(u -> u.name(name).description("the shop's"));
        events().tagResource(
                        t -> t.resourceARN(arn).tags(Tag.builder().key("b").value("2").build()));
        events().untagResource(u -> u.resourceARN(arn).tagKeys("a"));

        assertThat(arn)
                .isEqualTo("arn:aws:events:us-east-1:" + Access.ACCOUNT + ":event-bus/" + name);
        assertThat(events().describeEventBus(d -> d.name(name)).description())
                .isEqualTo("the shop's");
        assertThat(events().listTagsForResource(l -> l.resourceARN(arn)).tags())
                .containsExactly(Tag.builder().key("b").value("2").build());
        assertThat(events().listEventBuses(l -> l.namePrefix(name)).eventBuses())
                .extracting(EventBus::arn)
                .containsExactly(arn);

        events().deleteEventBus(d -> d.name(name));
        assertThat(events().listEventBuses(l -> l.namePrefix(name)).eventBuses()).isEmpty();
    }

    @Test
    default void permissions_become_statements_of_the_policy_of_a_bus() {
        String bus = newBus();
        events().putPermission(p ->
                p.eventBusName(bus)
                        .statementId("partners")
                        .principal("111122223333")
                        .action("events:PutEvents"));
        String policy = events().describeEventBus(d -> d.name(bus)).policy();
        events().removePermission(r -> r.eventBusName(bus).statementId("partners"));

        assertThat(policy).contains("\"Sid\":\"partners\"", "111122223333", "events:PutEvents");
        assertThat(events().describeEventBus(d -> d.name(bus)).policy()).isNull();
    }

    @Test
    default void a_rule_is_told_disabled_listed_and_deleted() {
        String bus = newBus();
        String queue = arn(newQueue());
        String arn =
                events().putRule(r ->
                                r.name("r")
                                        .eventBusName(bus)
                                        .description("orders")
                                        .eventPattern("{\"source\":[\"shop\"]}"))
                        .ruleArn();
        events().putTargets(t ->
                t.rule("r")
                        .eventBusName(bus)
                        .targets(toQueue(queue).toBuilder().inputPath("$.detail").build()));

        DescribeRuleResponse rule = events().describeRule(d -> d.name("r").eventBusName(bus));
        assertThat(rule.arn())
                .isEqualTo(arn)
                .isEqualTo("arn:aws:events:us-east-1:" + Access.ACCOUNT + ":rule/" + bus + "/r");
        assertThat(rule.description()).isEqualTo("orders");
        assertThat(rule.eventPattern()).isEqualTo("{\"source\":[\"shop\"]}");
        assertThat(rule.state()).isEqualTo(RuleState.ENABLED);
        assertThat(events().listTargetsByRule(l -> l.rule("r").eventBusName(bus)).targets())
                .containsExactly(Target.builder().id("q").arn(queue).inputPath("$.detail").build());
        assertThat(
                        events().listRuleNamesByTarget(l -> l.targetArn(queue).eventBusName(bus))
                                .ruleNames())
                .containsExactly("r");

        events().disableRule(d -> d.name("r").eventBusName(bus));
        assertThat(events().listRules(l -> l.eventBusName(bus)).rules())
                .extracting(Rule::state)
                .containsExactly(RuleState.DISABLED);
        events().enableRule(e -> e.name("r").eventBusName(bus));
        assertThat(events().describeRule(d -> d.name("r").eventBusName(bus)).state())
                .isEqualTo(RuleState.ENABLED);
        assertThat(
                        events().removeTargets(r -> r.rule("r").eventBusName(bus).ids("q"))
                                .failedEntryCount())
                .isZero();
        events().deleteRule(d -> d.name("r").eventBusName(bus));
        assertThat(events().listRules(l -> l.eventBusName(bus)).rules()).isEmpty();
    }

    @Test
    default void events_are_taken_or_refused_one_by_one() {
        PutEventsResponse put =
                events().putEvents(p ->
                        p.entries(
                                PutEventsRequestEntry.builder()
                                        .source("shop")
                                        .detailType("Order")
                                        .detail("{}")
                                        .build(),
                                PutEventsRequestEntry.builder()
                                        .source("shop")
                                        .detailType("Order")
                                        .detail("no JSON")
                                        .build()));

        assertThat(put.failedEntryCount()).isEqualTo(1);
        assertThat(put.entries().getFirst().eventId()).isNotBlank();
        assertThat(put.entries().getLast().errorCode()).isEqualTo("MalformedDetail");
    }

    @Test
    default void a_pattern_is_tried_on_an_event() {
        String event =
                "{\"id\":\"1\",\"detail-type\":\"Order\",\"source\":\"shop\",\"account\":\"1\","
                        + "\"time\":\"2026-01-01T00:00:00Z\",\"region\":\"us-east-1\","
                        + "\"resources\":[],\"detail\":{\"price\":12}}";
        for (String pattern :
                List.of(
                        "{\"detail\":{\"price\":[{\"numeric\":[\">\",10]}]}}",
                        "{\"source\":[{\"prefix\":\"sh\"}]}")) {
            assertThat(
                            events().testEventPattern(t -> t.event(event).eventPattern(pattern))
                                    .result())
                    .as(pattern)
                    .isTrue();
        }
        assertThat(
                        events().testEventPattern(t ->
                                        t.event(event).eventPattern("{\"source\":[\"other\"]}"))
                                .result())
                .isFalse();
    }
}
