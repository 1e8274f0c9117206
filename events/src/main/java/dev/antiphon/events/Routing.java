package dev.antiphon.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.delivery.Trace;
import dev.antiphon.engine.Check;
import dev.antiphon.engine.Tx;
import dev.antiphon.events.match.EventFields;
import dev.antiphon.events.match.EventPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an event that a bus has taken comes to its rules' targets. */
final class Routing {
    private Routing() {}

    /**
     * Sends an event to the targets of every rule that it matches. Runs on the bus's partition.
     *
     * @param only the ARNs of the rules that are to see it, or null for all
     */
    static void route(Tx tx, BusArn arn, Event event, @Nullable Set<String> only) {
        LiveBus bus = Buses.live(tx, arn);
        List<LiveRule> rules = bus == null ? List.of() : bus.snapshot();
        if (bus != null) {
            for (LiveRule rule : bus.match(event)) {
                if (only == null || only.contains(rule.arn())) {
                    send(tx, rule, event);
                }
            }
        }
        byte[] body = event.body();
        tx.perform(
                new Trace.Routed(
                        event.id(),
                        arn.toString(),
                        tx.now(),
                        () -> verdicts(rules, body, only),
                        body.length));
    }

    /** Sends an event to the targets of the one rule whose event it is. */
    static void fire(Tx tx, LiveRule rule, Event event) {
        send(tx, rule, event);
        tx.perform(
                new Trace.Routed(
                        event.id(),
                        rule.definition().key().bus().toString(),
                        tx.now(),
                        () -> List.of(new Trace.Verdict(rule.arn(), true, null)),
                        0));
    }

    private static void send(Tx tx, LiveRule rule, Event event) {
        for (LiveTarget target : rule.targets()) {
            target.send(tx, rule, event);
        }
    }

    private static List<Trace.Verdict> verdicts(
            List<LiveRule> rules, byte[] body, @Nullable Set<String> only) {
        JsonNode tree = Check.present(Json.parse(body), "an event is JSON");
        EventFields fields = EventFields.of(tree);
        List<Trace.Verdict> verdicts = new ArrayList<>(rules.size());
        for (LiveRule rule : rules) {
            String reason = reason(rule, fields, only);
            verdicts.add(new Trace.Verdict(rule.arn(), reason == null, reason));
        }
        return verdicts;
    }

    /** Why a rule does not take an event, or null if it does. */
    private static @Nullable String reason(
            LiveRule rule, EventFields fields, @Nullable Set<String> only) {
        EventPattern pattern = rule.pattern();
        if (only != null && !only.contains(rule.arn())) {
            return "the replay is for other rules";
        }
        if (!rule.definition().enabled()) {
            return "the rule is disabled";
        }
        return pattern == null ? "the rule has a schedule only" : pattern.mismatch(fields);
    }
}
