package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;

/** Keeps a rule from matching events and from firing. */
final class DisableRule implements Command<DisableRuleRequest, DisableRuleResponse> {
    @Override
    public String entity(DisableRuleRequest request, Caller caller) {
        return BusArn.of(request.eventBusName(), caller).toString();
    }

    @Override
    public Outcome<DisableRuleResponse> handle(Tx tx, DisableRuleRequest request, Caller caller) {
        Rule rule = Rules.require(tx, BusArn.of(request.eventBusName(), caller), request.name());
        Rules.checkOwn(rule);
        Rules.put(tx, rule, rule.withState(Rule.DISABLED, tx.now()));
        return Outcome.reply(DisableRuleResponse.builder().build());
    }
}
