package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;

/** Deletes a rule that has no targets. One that is not there is no error. */
final class DeleteRule implements Command<DeleteRuleRequest, DeleteRuleResponse> {
    @Override
    public String entity(DeleteRuleRequest request, Caller caller) {
        return BusArn.of(request.eventBusName(), caller).toString();
    }

    @Override
    public Outcome<DeleteRuleResponse> handle(Tx tx, DeleteRuleRequest request, Caller caller) {
        BusArn bus = BusArn.of(request.eventBusName(), caller);
        RuleKey key = new RuleKey(bus, request.name());
        Buses.require(tx, bus);
        Rule rule = tx.get(EventsTables.RULES, key);
        if (rule != null) {
            if (!Boolean.TRUE.equals(request.force())) {
                Rules.checkOwn(rule);
            }
            if (tx.has(EventsTables.TARGETS, key)) {
                throw EventsErrors.validation("Rule can't be deleted since it has targets.");
            }
            Rules.delete(tx, rule);
        }
        return Outcome.reply(DeleteRuleResponse.builder().build());
    }
}
