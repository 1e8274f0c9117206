package dev.antiphon.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * The bus that orders are put on, with its rules and its archive. Who puts an order on it does not
 * know who takes it: that is what the rules say.
 */
final class Bus implements Outbox.Post<Order> {

    /** A bus takes 300 rules; the archive, the workflows and loyalty have one each. */
    static final int MOST_STORES = 297;

    /** A target is named within its rule. */
    private static final String TARGET = "target";

    private static final Map<String, Object> ALL =
            Map.of(
                    "source",
                    List.of(OrderPlaced.SOURCE),
                    "detail-type",
                    List.of(OrderPlaced.DETAIL_TYPE));

    /** Reasons that pass. All others are the event's fault. */
    private static final Set<String> PASSING =
            Set.of("InternalFailure", "InternalException", "ThrottlingException");

    private final EventBridgeClient events;
    private final String name;
    private final List<String> rules = new ArrayList<>();
    private String arn = "";
    private String archiveArn = "";

    Bus(EventBridgeClient events, String name) {
        this.events = events;
        this.name = name;
    }

    void create() {
        arn = events.createEventBus(request -> request.name(name)).eventBusArn();
    }

    /**
     * Keeps every event from now on. It does so by a rule of its own, which comes onto the bus a
     * moment after the archive was created.
     */
    void archive() throws InterruptedException {
        archiveArn =
                events.createArchive(request -> request.archiveName(name).eventSourceArn(arn))
                        .archiveArn();
        while (events.listRules(request -> request.eventBusName(name).namePrefix("Events-Archive-"))
                .rules()
                .isEmpty()) {
            Thread.sleep(10);
        }
    }

    /**
     * A rule that picks a store's orders for a FIFO queue. The rule cuts the order out of the
     * event, so that the same order is the same content, and the queue drops it when it comes
     * again.
     */
    void pick(String store, Queue queue) {
        Target target =
                Target.builder()
                        .id(TARGET)
                        .arn(queue.arn())
                        .inputPath("$.detail")
                        .sqsParameters(parameters -> parameters.messageGroupId(store))
                        .build();
        // Stores may have names that a rule may not.
        putRule(
                "store-" + (rules.size() + 1),
                Map.of(
                        "source",
                        List.of(OrderPlaced.SOURCE),
                        "detail",
                        Map.of("store", List.of(store))),
                target);
    }

    /** A rule that picks all orders for a queue, as whole events; returns its ARN. */
    String pickAll(String rule, Queue queue) {
        return putRule(rule, ALL, Target.builder().id(TARGET).arn(queue.arn()).build());
    }

    /** A rule that starts a workflow for every event. */
    void startAll(String rule, String machine) {
        putRule(
                rule,
                ALL,
                Target.builder().id(TARGET).arn(machine).roleArn(Workflows.ROLE).build());
    }

    private String putRule(String rule, Map<String, Object> pattern, Target target) {
        String ruleArn =
                events.putRule(request ->
                                request.eventBusName(name)
                                        .name(rule)
                                        .eventPattern(Json.write(pattern)))
                        .ruleArn();
        rules.add(rule);
        events.putTargets(request -> request.eventBusName(name).rule(rule).targets(target));
        return ruleArn;
    }

    /** Has all that the archive kept since then put on the bus again, for one rule alone. */
    void replay(Instant since, String ruleArn) {
        Instant now = Instant.now();
        events.startReplay(request ->
                request.replayName(name)
                        .eventSourceArn(archiveArn)
                        .eventStartTime(since)
                        .eventEndTime(now)
                        .destination(to -> to.arn(arn).filterArns(ruleArn)));
    }

    @Override
    public List<Outbox.Answer> send(List<Order> orders) {
        List<PutEventsRequestEntry> entries =
                orders.stream()
                        .map(order ->
                                PutEventsRequestEntry.builder()
                                        .eventBusName(name)
                                        .source(OrderPlaced.SOURCE)
                                        .detailType(OrderPlaced.DETAIL_TYPE)
                                        .detail(Json.write(order))
                                        .build())
                        .toList();
        return events.putEvents(request -> request.entries(entries)).entries().stream()
                .map(Bus::answer)
                .toList();
    }

    private static Outbox.Answer answer(PutEventsResultEntry result) {
        if (result.errorCode() == null) {
            return new Outbox.Answer.Accepted(result.eventId());
        }
        return PASSING.contains(result.errorCode())
                ? new Outbox.Answer.Later()
                : new Outbox.Answer.Rejected(result.errorCode() + ": " + result.errorMessage());
    }

    /** Removes whatever was created. */
    void delete() {
        if (!archiveArn.isEmpty()) {
            events.deleteArchive(request -> request.archiveName(name));
        }
        for (String rule : rules) {
            events.removeTargets(request -> request.eventBusName(name).rule(rule).ids(TARGET));
            events.deleteRule(request -> request.eventBusName(name).name(rule));
        }
        if (!arn.isEmpty()) {
            events.deleteEventBus(request -> request.name(name));
        }
    }
}
