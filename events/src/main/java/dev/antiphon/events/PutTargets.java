package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Adds targets to a rule, or changes those whose ids it has. */
final class PutTargets implements Command<PutTargetsRequest, PutTargetsResponse> {
    /** Of a rule; no account has more. */
    private static final int MOST_TARGETS = 5;

    @Override
    public String entity(PutTargetsRequest request, Caller caller) {
        return BusArn.of(request.eventBusName(), caller).toString();
    }

    @Override
    public Outcome<PutTargetsResponse> handle(Tx tx, PutTargetsRequest request, Caller caller) {
        Rule rule = Rules.require(tx, BusArn.of(request.eventBusName(), caller), request.rule());
        Rules.checkOwn(rule);
        RuleTargets targets = Rules.targets(tx, rule.key());
        Set<String> ids = new HashSet<>();
        for (Target target : request.targets()) {
            if (!ids.add(target.id())) {
                throw EventsErrors.validation(
                        "Duplicate target id " + target.id() + " in the request.");
            }
            TargetRules.check(target, rule.key().bus());
            targets = targets.with(target);
        }
        if (targets.list().size() > MOST_TARGETS) {
            throw EventsErrors.limitExceeded();
        }
        tx.put(EventsTables.TARGETS, rule.key(), targets);
        return Outcome.reply(
                PutTargetsResponse.builder().failedEntryCount(0).failedEntries(List.of()).build());
    }
}
