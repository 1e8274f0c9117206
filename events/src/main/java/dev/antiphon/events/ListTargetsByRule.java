package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Lists the targets of a rule. */
final class ListTargetsByRule
        implements Command<ListTargetsByRuleRequest, ListTargetsByRuleResponse> {
    @Override
    public String entity(ListTargetsByRuleRequest request, Caller caller) {
        return BusArn.of(request.eventBusName(), caller).toString();
    }

    @Override
    public Outcome<ListTargetsByRuleResponse> handle(
            Tx tx, ListTargetsByRuleRequest request, Caller caller) {
        Rule rule = Rules.require(tx, BusArn.of(request.eventBusName(), caller), request.rule());
        String after = Page.start(request.nextToken());
        List<Target> targets = Rules.targets(tx, rule.key()).list();
        int from = 0;
        while (!after.isEmpty() && from < targets.size()) {
            if (targets.get(from++).id().equals(after)) {
                break;
            }
        }
        Page<Target> page =
                Page.of(
                        targets.subList(from, targets.size()).iterator(),
                        request.limit(),
                        Target::id);
        return Outcome.reply(
                ListTargetsByRuleResponse.builder()
                        .targets(page.items())
                        .nextToken(page.nextToken())
                        .build());
    }
}
