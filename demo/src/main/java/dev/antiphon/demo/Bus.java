package dev.antiphon.demo;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ApiDestinationHttpMethod;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * The bus of the middleware, with its rules and its archive. Who puts an event on it does not know
 * who takes it: that is what the rules say.
 */
final class Bus {

    /** What partners send, in their own words. */
    static final String RECEIVED = "OrderReceived";

    /** A bus takes 300 rules; what stores do not need is for everybody else. */
    static final int MOST_STORES = 285;

    private static final String DRIVER_REQUESTED = "DriverRequested";

    /** Step Functions tells on it what becomes of workflows. */
    private static final String DEFAULT_BUS = "default";

    /** A target is named within its rule. */
    private static final String TARGET = "target";

    private static final int RETRIES = 100;
    private static final int LONGEST_RETRY_SECONDS = 3600;

    private record Rule(String bus, String name) {}

    private final EventBridgeClient events;
    private final String name;
    private final List<Rule> rules = new ArrayList<>();
    private String arn = "";
    private String archiveArn = "";
    private @Nullable String connection;
    private boolean destination;

    Bus(EventBridgeClient events, String name) {
        this.events = events;
        this.name = name;
    }

    void create() {
        arn = events.createEventBus(request -> request.name(name)).eventBusArn();
    }

    String name() {
        return name;
    }

    /**
     * Keeps every release from now on. It does so by a rule of its own, which comes onto the bus a
     * moment after the archive was created.
     */
    void archiveReleases() throws InterruptedException {
        archiveArn =
                events.createArchive(request ->
                                request.archiveName(name)
                                        .eventSourceArn(arn)
                                        .eventPattern(
                                                Json.write(pattern(OrderEvent.Type.RELEASED))))
                        .archiveArn();
        while (events.listRules(request -> request.eventBusName(name).namePrefix("Events-Archive-"))
                .rules()
                .isEmpty()) {
            Thread.sleep(10);
        }
    }

    /** How the middleware shows its neighbours that it may call. Returns its ARN. */
    String connect() throws InterruptedException {
        String connected =
                events.createConnection(request ->
                                request.name(name)
                                        .authorizationType(ConnectionAuthorizationType.API_KEY)
                                        .authParameters(with ->
                                                with.apiKeyAuthParameters(key ->
                                                        key.apiKeyName(Neighbours.KEY_HEADER)
                                                                .apiKeyValue(Neighbours.KEY))))
                        .connectionArn();
        connection = connected;
        return connected;
    }

    /**
     * Starts a workflow for whatever partners send. Each of them has the id of an order somewhere
     * else; the rest of it is for the adapter.
     */
    void startForEachReceived(String machine) {
        start(
                "received-quickspoon",
                List.of(PartnerFormat.QUICKSPOON),
                PartnerFormat.LINES,
                machine);
        start("received-velo", List.of(PartnerFormat.VELO), PartnerFormat.BASKET, machine);
        List<String> others = List.of(PartnerFormat.QUICKSPOON, PartnerFormat.VELO);
        start("received", List.of(Map.of("anything-but", others)), PartnerFormat.PLAIN, machine);
    }

    private void start(String rule, List<?> sources, PartnerFormat format, String machine) {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("id", format.idPath);
        paths.put("partner", "$.source");
        paths.put("event", "$.id");
        paths.put("payload", "$.detail");
        String template =
                "{\"order\": \"<partner>-<id>\", \"partner\": <partner>, \"event\": <event>,"
                        + " \"payload\": <payload>}";
        putRule(
                name,
                rule,
                Map.of("source", sources, "detail-type", List.of(RECEIVED)),
                target(machine)
                        .roleArn(Workflows.ROLE)
                        .inputTransformer(to -> to.inputPathsMap(paths).inputTemplate(template))
                        .build());
    }

    /** Has the couriers called for each driver that is wanted, again and again if need be. */
    void callForDrivers(URI couriers, Queue deadLetters) {
        String destinationArn =
                events.createApiDestination(request ->
                                request.name(name)
                                        .connectionArn(connection)
                                        .invocationEndpoint(couriers.toString())
                                        .httpMethod(ApiDestinationHttpMethod.POST))
                        .apiDestinationArn();
        destination = true;
        putRule(
                name,
                "drivers",
                Map.of(
                        "source",
                        List.of(OrderEvent.SOURCE),
                        "detail-type",
                        List.of(DRIVER_REQUESTED)),
                target(destinationArn)
                        .roleArn(Workflows.ROLE)
                        .inputPath("$.detail.data")
                        .deadLetterConfig(to -> to.arn(deadLetters.arn()))
                        .retryPolicy(again ->
                                again.maximumRetryAttempts(RETRIES)
                                        .maximumEventAgeInSeconds(LONGEST_RETRY_SECONDS))
                        .build());
    }

    /** Everything that happens to orders goes to the topic. */
    void tell(String topic) {
        putRule(
                name,
                "news",
                Map.of(
                        "source",
                        List.of(OrderEvent.SOURCE),
                        "detail-type",
                        List.of(Map.of("prefix", "Order"))),
                target(topic).build());
    }

    /** A store's releases go to a FIFO queue of its own. */
    void fulfil(String store, Queue queue) {
        Map<String, Object> pattern = new LinkedHashMap<>(pattern(OrderEvent.Type.RELEASED));
        pattern.put("detail", Map.of("data", Map.of("store", List.of(store))));
        putRule(
                name,
                "fulfil-" + store,
                pattern,
                target(queue.arn())
                        .sqsParameters(parameters -> parameters.messageGroupId(store))
                        .build());
    }

    /** Releases that are paid by invoice. */
    void invoice(Queue queue) {
        Map<String, Object> pattern = new LinkedHashMap<>(pattern(OrderEvent.Type.RELEASED));
        pattern.put("detail", Map.of("data", Map.of("payment", List.of(Payment.INVOICE.word))));
        putRule(name, "invoice", pattern, target(queue.arn()).build());
    }

    /** Workflows that have failed are dead letters, with the reason. */
    void keepFailed(String machine, Queue deadLetters) {
        putRule(
                DEFAULT_BUS,
                name + "-failed",
                Map.of(
                        "source",
                        List.of("aws.states"),
                        "detail-type",
                        List.of("Step Functions Execution Status Change"),
                        "detail",
                        Map.of(
                                "stateMachineArn",
                                List.of(machine),
                                "status",
                                List.of("FAILED", "TIMED_OUT", "ABORTED"))),
                target(deadLetters.arn()).build());
    }

    /** A rule that picks releases for a queue, as whole events; returns its ARN. */
    String pickReleases(String rule, Queue queue) {
        return putRule(name, rule, pattern(OrderEvent.Type.RELEASED), target(queue.arn()).build());
    }

    private static Map<String, Object> pattern(OrderEvent.Type type) {
        return Map.of("source", List.of(OrderEvent.SOURCE), "detail-type", List.of(type.word));
    }

    private static Target.Builder target(String targetArn) {
        return Target.builder().id(TARGET).arn(targetArn);
    }

    private String putRule(String bus, String rule, Map<String, Object> pattern, Target target) {
        String ruleArn =
                events.putRule(request ->
                                request.eventBusName(bus)
                                        .name(rule)
                                        .eventPattern(Json.write(pattern)))
                        .ruleArn();
        synchronized (this) {
            rules.add(new Rule(bus, rule));
        }
        int failed =
                events.putTargets(request -> request.eventBusName(bus).rule(rule).targets(target))
                        .failedEntryCount();
        if (failed > 0) {
            throw new DemoException("The target of the rule " + rule + " is not taken");
        }
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

    /** Removes whatever was created. */
    void delete() {
        if (!archiveArn.isEmpty()) {
            events.deleteArchive(request -> request.archiveName(name));
        }
        for (Rule rule : rules) {
            events.removeTargets(
                    request -> request.eventBusName(rule.bus()).rule(rule.name()).ids(TARGET));
            events.deleteRule(request -> request.eventBusName(rule.bus()).name(rule.name()));
        }
        if (destination) {
            events.deleteApiDestination(request -> request.name(name));
        }
        if (connection != null) {
            events.deleteConnection(request -> request.name(name));
        }
        if (!arn.isEmpty()) {
            events.deleteEventBus(request -> request.name(name));
        }
    }
}
