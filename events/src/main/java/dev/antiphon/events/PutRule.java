package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;

/** Creates a rule, or changes one as if it were new but for its targets and tags. */
final class PutRule implements Command<PutRuleRequest, PutRuleResponse> {
    @Override
    public String entity(PutRuleRequest request, Caller caller) {
        return BusArn.of(request.eventBusName(), caller).toString();
    }

    @Override
    public Outcome<PutRuleResponse> handle(Tx tx, PutRuleRequest request, Caller caller) {
        BusArn bus = BusArn.of(request.eventBusName(), caller);
        RuleKey key = new RuleKey(bus, request.name());
        Buses.require(tx, bus);
        check(request, bus);
        Rule before = tx.get(EventsTables.RULES, key);
        if (before != null) {
            Rules.checkOwn(before);
        }
        Rule rule =
                new Rule(
                        key,
                        request.eventPattern(),
                        schedule(request),
                        state(request),
                        request.description(),
                        request.roleArn(),
                        null,
                        before == null ? caller.account() : before.createdBy(),
                        RuleSchedule.from(before, schedule(request), state(request), tx.now()),
                        before == null ? tags(request) : before.tags());
        Rules.put(tx, before, rule);
        return Outcome.reply(PutRuleResponse.builder().ruleArn(key.arn()).build());
    }

    private static String state(PutRuleRequest request) {
        return request.state() == null ? Rule.ENABLED : request.stateAsString();
    }

    private static Map<String, String> tags(PutRuleRequest request) {
        Map<String, String> tags = Tags.with(Map.of(), request.tags());
        Tagged.checkRule(tags);
        return tags;
    }

    /** An empty one is none. */
    private static @Nullable String schedule(PutRuleRequest request) {
        String expression = request.scheduleExpression();
        return expression == null || expression.isEmpty() ? null : expression;
    }

    private static void check(PutRuleRequest request, BusArn bus) {
        String schedule = schedule(request);
        if (request.eventPattern() == null && schedule == null) {
            throw EventsErrors.validation(
                    "Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (schedule != null) {
            if (!bus.isDefault()) {
                throw EventsErrors.validation(
                        "ScheduleExpression is supported only on the default event bus.");
            }
            RuleSchedule.check(schedule);
        }
        if (request.eventPattern() != null) {
            ManagedRules.checkPattern(request.eventPattern());
        }
    }
}
