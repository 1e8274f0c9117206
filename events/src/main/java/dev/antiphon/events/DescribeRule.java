package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;

/** Tells the definition of a rule. */
final class DescribeRule implements Command<DescribeRuleRequest, DescribeRuleResponse> {
    @Override
    public String entity(DescribeRuleRequest request, Caller caller) {
        return BusArn.of(request.eventBusName(), caller).toString();
    }

    @Override
    public Outcome<DescribeRuleResponse> handle(Tx tx, DescribeRuleRequest request, Caller caller) {
        Rule rule = Rules.require(tx, BusArn.of(request.eventBusName(), caller), request.name());
        return Outcome.reply(
                DescribeRuleResponse.builder()
                        .name(rule.key().name())
                        .arn(rule.key().arn())
                        .eventPattern(rule.pattern())
                        .scheduleExpression(rule.schedule())
                        .state(rule.state())
                        .description(rule.description())
                        .roleArn(rule.role())
                        .managedBy(rule.managedBy())
                        .eventBusName(rule.key().bus().name())
                        .createdBy(rule.createdBy())
                        .build());
    }
}
