package dev.antiphon.compat;

import static dev.antiphon.compat.Routing.toQueue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.ApiDestination;
import software.amazon.awssdk.services.eventbridge.model.ApiDestinationHttpMethod;
import software.amazon.awssdk.services.eventbridge.model.Archive;
import software.amazon.awssdk.services.eventbridge.model.Connection;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.ConnectionState;
import software.amazon.awssdk.services.eventbridge.model.CreateEndpointRequest;
import software.amazon.awssdk.services.eventbridge.model.Endpoint;
import software.amazon.awssdk.services.eventbridge.model.EndpointEventBus;
import software.amazon.awssdk.services.eventbridge.model.EventSource;
import software.amazon.awssdk.services.eventbridge.model.EventSourceState;
import software.amazon.awssdk.services.eventbridge.model.IllegalStatusException;
import software.amazon.awssdk.services.eventbridge.model.PartnerEventSource;
import software.amazon.awssdk.services.eventbridge.model.PartnerEventSourceAccount;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutPartnerEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Replay;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;

/** EventBridge's operations on connections, destinations, archives, partners and endpoints. */
interface EventResources extends Buses {
    @Test
    default void a_destination_has_a_connection() {
        String name = Scenario.newName();
        String connection =
                events().createConnection(c ->
                                c.name(name)
                                        .authorizationType(ConnectionAuthorizationType.API_KEY)
                                        .authParameters(auth ->
                                                auth.apiKeyAuthParameters(key ->
                                                        key.apiKeyName("k").apiKeyValue("v"))))
                        .connectionArn();
        events().updateConnection(u -> u.name(name).description("the partner's"));
        assertThat(events().describeConnection(d -> d.name(name)).description())
                .isEqualTo("the partner's");
        assertThat(events().listConnections(l -> l.namePrefix(name)).connections())
                .extracting(Connection::connectionArn)
                .containsExactly(connection);

        String destination =
                events().createApiDestination(c ->
                                c.name(name)
                                        .connectionArn(connection)
                                        .httpMethod(ApiDestinationHttpMethod.POST)
                                        .invocationEndpoint("https://example.com/orders"))
                        .apiDestinationArn();
        events().updateApiDestination(u -> u.name(name).invocationRateLimitPerSecond(7));
        assertThat(
                        events().describeApiDestination(d -> d.name(name))
                                .invocationRateLimitPerSecond())
                .isEqualTo(7);
        assertThat(events().listApiDestinations(l -> l.namePrefix(name)).apiDestinations())
                .extracting(ApiDestination::apiDestinationArn)
                .containsExactly(destination);

        assertThat(events().deauthorizeConnection(d -> d.name(name)).connectionState())
                .isIn(ConnectionState.DEAUTHORIZING, ConnectionState.DEAUTHORIZED);
        events().deleteApiDestination(d -> d.name(name));
        events().deleteConnection(d -> d.name(name));
        assertThat(events().listApiDestinations(l -> l.namePrefix(name)).apiDestinations())
                .isEmpty();
        Await.until(
                "the end of the connection",
                SOON,
                () -> events().listConnections(l -> l.namePrefix(name)).connections().isEmpty());
    }

    @Test
    default void an_archive_replays_what_came_before() {
        String bus = newBus();
        String busArn = events().describeEventBus(d -> d.name(bus)).arn();
        String archive =
                events().createArchive(c -> c.archiveName(bus).eventSourceArn(busArn)).archiveArn();
        events().updateArchive(u -> u.archiveName(bus).retentionDays(3));
        assertThat(events().describeArchive(d -> d.archiveName(bus)).retentionDays()).isEqualTo(3);
        assertThat(events().listArchives(l -> l.namePrefix(bus)).archives())
                .extracting(Archive::archiveName)
                .containsExactly(bus);

        Instant begin = Instant.now().minus(1, ChronoUnit.MINUTES);
        events().putEvents(p ->
                p.entries(
                        PutEventsRequestEntry.builder()
                                .eventBusName(bus)
                                .source("shop")
                                .detailType("Order")
                                .detail("{\"n\":1}")
                                .build()));
        String queue = newQueue();
        String queueArn = arn(queue);
        events().putRule(r ->
                r.name("late").eventBusName(bus).eventPattern("{\"source\":[\"shop\"]}"));
        events().putTargets(t -> t.rule("late").eventBusName(bus).targets(toQueue(queueArn)));
        Await.until(
                "the event in the archive",
                SOON,
                () -> events().describeArchive(d -> d.archiveName(bus)).eventCount() == 1);
        events().startReplay(s ->
                s.replayName(bus)
                        .eventSourceArn(archive)
                        .eventStartTime(begin)
                        .eventEndTime(Instant.now().plus(1, ChronoUnit.MINUTES))
                        .destination(d -> d.arn(busArn)));

        assertThat(receive(queue).body())
                .contains("\"detail\":{\"n\":1}", "\"replay-name\":\"" + bus + "\"");
        Await.get(
                "the end of the replay",
                SOON,
                () -> events().describeReplay(d -> d.replayName(bus)).state(),
                ReplayState.COMPLETED::equals);
        assertThat(events().listReplays(l -> l.namePrefix(bus)).replays())
                .extracting(Replay::replayName)
                .containsExactly(bus);
        assertThat(
                        catchThrowableOfType(
                                IllegalStatusException.class,
                                () -> events().cancelReplay(c -> c.replayName(bus))))
                .isNotNull();
        events().deleteArchive(d -> d.archiveName(bus));
        assertThat(events().listArchives(l -> l.namePrefix(bus)).archives()).isEmpty();
    }

    @Test
    default void a_partner_sends_events_to_a_customer_who_wants_them() {
        String source = "aws.partner/example.com/" + Scenario.newName();
        events().createPartnerEventSource(c -> c.name(source).account(Access.ACCOUNT));
        assertThat(events().describePartnerEventSource(d -> d.name(source)).name())
                .isEqualTo(source);
        assertThat(
                        events().listPartnerEventSources(l -> l.namePrefix(source))
                                .partnerEventSources())
                .extracting(PartnerEventSource::name)
                .containsExactly(source);
        assertThat(events().listEventSources(l -> l.namePrefix(source)).eventSources())
                .extracting(EventSource::state)
                .containsExactly(EventSourceState.PENDING);

        events().createEventBus(c -> c.name(source).eventSourceName(source));
        assertThat(
                        events().listPartnerEventSourceAccounts(l -> l.eventSourceName(source))
                                .partnerEventSourceAccounts())
                .extracting(PartnerEventSourceAccount::state)
                .containsExactly(EventSourceState.ACTIVE);
        events().deactivateEventSource(d -> d.name(source));
        events().activateEventSource(a -> a.name(source));
        assertThat(events().describeEventSource(d -> d.name(source)).state())
                .isEqualTo(EventSourceState.ACTIVE);

        String queue = newQueue();
        String queueArn = arn(queue);
        events().putRule(r ->
                r.name("all")
                        .eventBusName(source)
                        .eventPattern("{\"source\":[\"" + source + "\"]}"));
        events().putTargets(t -> t.rule("all").eventBusName(source).targets(toQueue(queueArn)));
        events().putPartnerEvents(p ->
                p.entries(
                        PutPartnerEventsRequestEntry.builder()
                                .source(source)
                                .detailType("Paid")
                                .detail("{\"n\":1}")
                                .build()));
        assertThat(receive(queue).body())
                .contains("\"detail-type\":\"Paid\"", "\"source\":\"" + source + "\"");

        events().deletePartnerEventSource(d -> d.name(source).account(Access.ACCOUNT));
        assertThat(
                        events().listPartnerEventSources(l -> l.namePrefix(source))
                                .partnerEventSources())
                .isEmpty();
    }

    @Test
    default void a_global_endpoint_is_kept() {
        String name = newBus();
        String bus = events().describeEventBus(d -> d.name(name)).arn();
        events().createEndpoint(
                        CreateEndpointRequest.builder()
                                .name(name)
                                .routingConfig(r ->
                                        r.failoverConfig(f ->
                                                f.primary(p ->
                                                                p.healthCheck(
                                                                        "arn:aws:route53:::healthcheck/"
                                                                                + "11111111-2222-3333-4444-555555555555"))
                                                        .secondary(s -> s.route("us-west-2"))))
                                .eventBuses(
                                        EndpointEventBus.builder().eventBusArn(bus).build(),
                                        EndpointEventBus.builder()
                                                .eventBusArn(bus.replace("us-east-1", "us-west-2"))
                                                .build())
                                .build());
        events().updateEndpoint(u -> u.name(name).description("both coasts"));
        assertThat(events().describeEndpoint(d -> d.name(name)).description())
                .isEqualTo("both coasts");
        assertThat(events().listEndpoints(l -> l.namePrefix(name)).endpoints())
                .extracting(Endpoint::name)
                .containsExactly(name);

        events().deleteEndpoint(d -> d.name(name));
        Await.until(
                "the end of the endpoint",
                SOON,
                () -> events().listEndpoints(l -> l.namePrefix(name)).endpoints().isEmpty());
    }
}
