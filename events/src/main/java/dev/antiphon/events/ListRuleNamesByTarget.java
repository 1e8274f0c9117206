package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Collections;
import java.util.Iterator;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;

/** Lists the rules of a bus that have a target. */
final class ListRuleNamesByTarget
        implements Command<ListRuleNamesByTargetRequest, ListRuleNamesByTargetResponse> {
    @Override
    public String entity(ListRuleNamesByTargetRequest request, Caller caller) {
        return BusArn.of(request.eventBusName(), caller).toString();
    }

    @Override
    public Outcome<ListRuleNamesByTargetResponse> handle(
            Tx tx, ListRuleNamesByTargetRequest request, Caller caller) {
        BusArn bus = BusArn.of(request.eventBusName(), caller);
        Buses.require(tx, bus);
        LiveBus live = Buses.live(tx, bus);
        String after = Page.start(request.nextToken());
        Iterator<String> rest =
                live == null
                        ? Collections.emptyIterator()
                        : live.rulesFrom("", after)
                                .filter(rule -> hasTarget(rule, request.targetArn()))
                                .map(rule -> rule.definition().key().name())
                                .iterator();
        Page<String> page = Page.of(rest, request.limit(), name -> name);
        return Outcome.reply(
                ListRuleNamesByTargetResponse.builder()
                        .ruleNames(page.items())
                        .nextToken(page.nextToken())
                        .build());
    }

    private static boolean hasTarget(LiveRule rule, String arn) {
        return rule.targets().stream().anyMatch(target -> target.arn().equals(arn));
    }
}
