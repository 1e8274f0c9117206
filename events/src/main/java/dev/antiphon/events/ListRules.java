package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.Collections;
import java.util.Iterator;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;

/** Lists the rules of a bus. */
final class ListRules implements Command<ListRulesRequest, ListRulesResponse> {
    @Override
    public String entity(ListRulesRequest request, Caller caller) {
        return BusArn.of(request.eventBusName(), caller).toString();
    }

    @Override
    public Outcome<ListRulesResponse> handle(Tx tx, ListRulesRequest request, Caller caller) {
        BusArn bus = BusArn.of(request.eventBusName(), caller);
        Buses.require(tx, bus);
        LiveBus live = Buses.live(tx, bus);
        String prefix = request.namePrefix() == null ? "" : request.namePrefix();
        String after = Page.start(request.nextToken());
        Iterator<LiveRule> rest =
                live == null
                        ? Collections.emptyIterator()
                        : live.rulesFrom(prefix, after).iterator();
        Page<LiveRule> page =
                Page.of(rest, request.limit(), rule -> rule.definition().key().name());
        return Outcome.reply(
                ListRulesResponse.builder()
                        .rules(page.items().stream().map(ListRules::listed).toList())
                        .nextToken(page.nextToken())
                        .build());
    }

    private static software.amazon.awssdk.services.eventbridge.model.Rule listed(LiveRule live) {
        Rule rule = live.definition();
        return software.amazon.awssdk.services.eventbridge.model.Rule.builder()
                .name(rule.key().name())
                .arn(live.arn())
                .eventPattern(rule.pattern())
                .state(rule.state())
                .description(rule.description())
                .scheduleExpression(rule.schedule())
                .roleArn(rule.role())
                .managedBy(rule.managedBy())
                .eventBusName(rule.key().bus().name())
                .build();
    }
}
