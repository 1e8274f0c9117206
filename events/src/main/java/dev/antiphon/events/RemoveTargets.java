package dev.antiphon.events;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResultEntry;

/** Removes targets from a rule. Ids that it does not have are told, one by one. */
final class RemoveTargets implements Command<RemoveTargetsRequest, RemoveTargetsResponse> {
    @Override
    public String entity(RemoveTargetsRequest request, Caller caller) {
        return BusArn.of(request.eventBusName(), caller).toString();
    }

    @Override
    public Outcome<RemoveTargetsResponse> handle(
            Tx tx, RemoveTargetsRequest request, Caller caller) {
        Rule rule = Rules.require(tx, BusArn.of(request.eventBusName(), caller), request.rule());
        if (!Boolean.TRUE.equals(request.force())) {
            Rules.checkOwn(rule);
        }
        RuleTargets targets = Rules.targets(tx, rule.key());
        List<RemoveTargetsResultEntry> failed = new ArrayList<>();
        for (String id : request.ids()) {
            if (!targets.has(id)) {
                failed.add(missing(rule, id));
            }
            targets = targets.without(id);
        }
        if (targets.list().isEmpty()) {
            tx.delete(EventsTables.TARGETS, rule.key());
        } else {
            tx.put(EventsTables.TARGETS, rule.key(), targets);
        }
        return Outcome.reply(
                RemoveTargetsResponse.builder()
                        .failedEntryCount(failed.size())
                        .failedEntries(failed)
                        .build());
    }

    private static RemoveTargetsResultEntry missing(Rule rule, String id) {
        return RemoveTargetsResultEntry.builder()
                .targetId(id)
                .errorCode("ResourceNotFoundException")
                .errorMessage(
                        "Rule "
                                + rule.key().name()
                                + " does not have a target with the Id "
                                + id
                                + ".")
                .build();
    }
}
