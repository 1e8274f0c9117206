package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.EnableRuleResponse;

/** Lets a rule match events, or fire by its schedule, again. */
final class EnableRule implements Command<EnableRuleRequest, EnableRuleResponse> {
    @Override
    public String entity(EnableRuleRequest request, Caller caller) {
        return BusArn.of(request.eventBusName(), caller).toString();
    }

    @Override
    public Outcome<EnableRuleResponse> handle(Tx tx, EnableRuleRequest request, Caller caller) {
        Rule rule = Rules.require(tx, BusArn.of(request.eventBusName(), caller), request.name());
        Rules.checkOwn(rule);
        Rules.put(tx, rule, rule.withState(Rule.ENABLED, tx.now()));
        return Outcome.reply(EnableRuleResponse.builder().build());
    }
}
