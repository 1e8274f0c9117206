package dev.antiphon.events.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.events.Outpost;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.CreateEndpointRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEndpointResponse;
import software.amazon.awssdk.services.eventbridge.model.DeleteEndpointRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEndpointRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.eventbridge.model.EndpointEventBus;
import software.amazon.awssdk.services.eventbridge.model.EndpointState;
import software.amazon.awssdk.services.eventbridge.model.ListEndpointsRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEndpointsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.ReplicationState;
import software.amazon.awssdk.services.eventbridge.model.UpdateEndpointRequest;

class GlobalEndpointTest {
    private static final String EAST = Outpost.DEFAULT_BUS;
    private static final String WEST = EAST.replace("us-east-1", "us-west-2");

    private final Outpost outpost = new Outpost();

    private static List<EndpointEventBus> buses(String one, String other) {
        return List.of(
                EndpointEventBus.builder().eventBusArn(one).build(),
                EndpointEventBus.builder().eventBusArn(other).build());
    }

    private static CreateEndpointRequest.Builder endpoint(String name) {
        return CreateEndpointRequest.builder()
                .name(name)
                .routingConfig(r ->
                        r.failoverConfig(f ->
                                f.primary(p -> p.healthCheck("arn:aws:route53:::healthcheck/h"))
                                        .secondary(s -> s.route("us-west-2"))))
                .eventBuses(buses(WEST, EAST));
    }

    private DescribeEndpointResponse described(String name) {
        return outpost.call(DescribeEndpointRequest.builder().name(name).build());
    }

    private static PutEventsRequest put(String endpointId) {
        return PutEventsRequest.builder()
                .endpointId(endpointId)
                .entries(Outpost.event("shop", "{}").build())
                .build();
    }

    @Test
    void events_that_are_put_on_it_go_to_the_bus_in_its_home_region() {
        CreateEndpointResponse created = outpost.call(endpoint("e").build());
        assertThat(created.state()).isEqualTo(EndpointState.ACTIVE);
        assertThat(created.arn()).isEqualTo(Outpost.PREFIX + "endpoint/e");
        String id = described("e").endpointId();
        assertThat(id).matches("[a-z]{10}\\.[a-z]{3}");
        assertThat(described("e").endpointUrl())
                .isEqualTo("https://" + id + ".endpoint.events.amazonaws.com");
        outpost.rule("r", "{\"source\":[\"shop\"]}", outpost.queue("q"));

        outpost.callFrom(Outpost.ACCOUNT, "us-west-2");
        outpost.call(put(id));
        outpost.callFrom(Outpost.ACCOUNT, "us-east-1");

        assertThat(outpost.bodies("q")).hasSize(1);
        outpost.refused(
                put("none.abc"), "ResourceNotFoundException", "Endpoint none.abc does not exist.");
    }

    @Test
    void an_update_leaves_what_it_does_not_name() {
        outpost.call(endpoint("e").description("d").build());
        outpost.call(
                UpdateEndpointRequest.builder()
                        .name("e")
                        .replicationConfig(r -> r.state(ReplicationState.DISABLED))
                        .build());

        DescribeEndpointResponse now = described("e");
        assertThat(now.replicationConfig().state()).isEqualTo(ReplicationState.DISABLED);
        assertThat(now.description()).isEqualTo("d");
        assertThat(now.eventBuses()).isEqualTo(buses(WEST, EAST));
        assertThat(now.routingConfig().failoverConfig().secondary().route()).isEqualTo("us-west-2");
    }

    @Test
    void its_buses_have_one_name_in_two_regions() {
        String message =
                "Parameter EventBuses is not valid. Reason: Event buses must have the same name in"
                        + " different Regions.";
        outpost.refused(
                endpoint("e").eventBuses(buses(EAST, EAST)).build(),
                "ValidationException",
                message);
        outpost.refused(
                endpoint("e").eventBuses(buses(EAST, WEST.replace("default", "other"))).build(),
                "ValidationException",
                message);
    }

    @Test
    void endpoints_are_listed_by_home_and_deleted_by_name() {
        outpost.call(endpoint("b").build());
        outpost.call(endpoint("a").build());
        outpost.refused(
                endpoint("a").build(),
                "ResourceAlreadyExistsException",
                "Endpoint a already exists.");
        outpost.callFrom(Outpost.ACCOUNT, "us-west-2");
        ListEndpointsResponse here = outpost.call(ListEndpointsRequest.builder().build());
        ListEndpointsResponse home =
                outpost.call(ListEndpointsRequest.builder().homeRegion("us-east-1").build());
        outpost.callFrom(Outpost.ACCOUNT, "us-east-1");
        outpost.call(DeleteEndpointRequest.builder().name("a").build());

        assertThat(here.endpoints()).isEmpty();
        assertThat(home.endpoints()).extracting("name").containsExactly("a", "b");
        outpost.refused(
                DeleteEndpointRequest.builder().name("a").build(),
                "ResourceNotFoundException",
                "Endpoint a does not exist.");
    }
}
