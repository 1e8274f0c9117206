package dev.antiphon.demo;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The middleware as it stands on the server, all of it made by AWS's public APIs: an HTTP API, a
 * bus with its rules and its archive, workflows, functions, a topic with its subscribers, queues,
 * and the schedule for closing time.
 */
final class Premises {

    /** The clocks of the server and of the demo may differ by that. */
    private static final int CLOCKS_APART_SECONDS = 60;

    private final Queues queues;
    private final Bus bus;
    private final Topic topic;
    private final Closing closing;
    private final Workflows workflows;
    private final Functions functions;
    private final Api api;
    private final Instant since = Instant.now().minusSeconds(CLOCKS_APART_SECONDS);

    /**
     * @param run begins the names of everything
     */
    Premises(Clients clients, String run) {
        this.queues = new Queues(clients.sqs(), run);
        this.bus = new Bus(clients.events(), run);
        this.topic = new Topic(clients.sns(), run + "-orders");
        this.closing = new Closing(clients.scheduler(), run + "-closing");
        this.workflows = new Workflows(clients.states(), run);
        this.functions = new Functions(clients.lambda(), run);
        this.api = new Api(clients.apis(), run);
    }

    /**
     * @param secret that partners' tokens are signed with
     * @param neighbours where all those live who are called by HTTP
     */
    void openFunctions(String secret, URI neighbours) throws InterruptedException {
        functions.create(Functions.Name.ADAPTER, Map.of());
        functions.create(Functions.Name.VALIDATION, Map.of());
        functions.create(Functions.Name.AUTHORIZER, Map.of("SECRET", secret));
        functions.create(Functions.Name.CALLBACK, Map.of());
        functions.create(Functions.Name.INVOICING, Map.of("ACCOUNTING", neighbours.toString()));
    }

    /** Before the functions are there, or while they are being made. */
    void openBus(List<String> stores) throws InterruptedException {
        bus.create();
        bus.archiveReleases();
        for (String store : stores) {
            bus.fulfil(store, queues.createStore(store));
        }
        topic.create();
        topic.subscribeRaw(queues.create(Queues.Name.ANALYTICS));
        topic.subscribeFiltered(
                queues.create(Queues.Name.SUPPORT),
                Map.of(
                        "detail-type",
                        OrderEvent.Type.OUTCOMES.stream().map(type -> type.word).toList()));
        bus.tell(topic.arn());
        bus.invoice(queues.create(Queues.Name.INVOICING));
        queues.create(Queues.Name.BELL);
    }

    /** Once there are functions and a bus. Returns where the API's paths begin. */
    URI openWorkflows(URI endpoint, URI neighbours) throws InterruptedException {
        Map<String, String> values =
                Map.of(
                        "adapter", functions.arn(Functions.Name.ADAPTER),
                        "validation", functions.arn(Functions.Name.VALIDATION),
                        "bus", bus.name(),
                        "connection", bus.connect(),
                        "stores", neighbours.toString(),
                        "partners", neighbours.toString());
        String intake = workflows.create(values);
        bus.keepFailed(workflows.order(), queues.create(Queues.Name.DEAD_ORDERS));
        bus.callForDrivers(
                neighbours.resolve("/drivers"), queues.create(Queues.Name.DEAD_REQUESTS));
        bus.startForEachReceived(intake);
        functions.feed(Functions.Name.INVOICING, queues.get(Queues.Name.INVOICING));
        functions.permit(Functions.Name.AUTHORIZER);
        functions.permit(Functions.Name.CALLBACK);
        return api.create(
                endpoint,
                bus.name(),
                functions.arn(Functions.Name.AUTHORIZER),
                functions.arn(Functions.Name.CALLBACK));
    }

    Workflows workflows() {
        return workflows;
    }

    Functions functions() {
        return functions;
    }

    Queues queues() {
        return queues;
    }

    /** Returns when the bell will ring. */
    Instant closeAfter(Instant earliest) {
        return closing.ringAfter(earliest, queues.get(Queues.Name.BELL));
    }

    /** Loyalty comes late: it gets its queue and its rule now, and has the past replayed to it. */
    void letLoyaltyJoin() {
        String rule = bus.pickReleases("loyalty", queues.create(Queues.Name.LOYALTY));
        bus.replay(since, rule);
    }

    /** A guest leaves nothing behind. */
    void delete() {
        api.delete();
        closing.delete();
        bus.delete();
        topic.delete();
        workflows.delete();
        functions.delete();
        queues.delete();
    }
}
