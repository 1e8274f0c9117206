package dev.antiphon.events.partner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.events.Outpost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.ActivateEventSourceRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreatePartnerEventSourceRequest;
import software.amazon.awssdk.services.eventbridge.model.CreatePartnerEventSourceResponse;
import software.amazon.awssdk.services.eventbridge.model.DeactivateEventSourceRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DeletePartnerEventSourceRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventSourceRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventSourceResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribePartnerEventSourceRequest;
import software.amazon.awssdk.services.eventbridge.model.EventSourceState;
import software.amazon.awssdk.services.eventbridge.model.ListEventSourcesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventSourcesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListPartnerEventSourceAccountsRequest;
import software.amazon.awssdk.services.eventbridge.model.ListPartnerEventSourceAccountsResponse;
import software.amazon.awssdk.services.eventbridge.model.ListPartnerEventSourcesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListPartnerEventSourcesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutPartnerEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPartnerEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutPartnerEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

class PartnerTest {
    private static final String PARTNER = "222222222222";
    private static final String SOURCE = "aws.partner/acme/shops/one";

    private final Outpost outpost = new Outpost();

    private void asPartner() {
        outpost.callFrom(PARTNER, "us-east-1");
    }

    private void asCustomer() {
        outpost.callFrom(Outpost.ACCOUNT, "us-east-1");
    }

    private static CreatePartnerEventSourceRequest offer(String name) {
        return CreatePartnerEventSourceRequest.builder()
                .name(name)
                .account(Outpost.ACCOUNT)
                .build();
    }

    private void offered() {
        asPartner();
        outpost.call(offer(SOURCE));
        asCustomer();
    }

    private void bus() {
        outpost.call(CreateEventBusRequest.builder().name(SOURCE).eventSourceName(SOURCE).build());
    }

    private DescribeEventSourceResponse described() {
        return outpost.call(DescribeEventSourceRequest.builder().name(SOURCE).build());
    }

    private static PutPartnerEventsRequestEntry.Builder entry(String source) {
        return PutPartnerEventsRequestEntry.builder()
                .source(source)
                .detailType("t")
                .detail("{\"n\":1}");
    }

    private PutPartnerEventsResponse put(PutPartnerEventsRequestEntry.Builder... entries) {
        asPartner();
        PutPartnerEventsResponse response =
                outpost.call(
                        PutPartnerEventsRequest.builder()
                                .entries(
                                        List.of(entries).stream()
                                                .map(PutPartnerEventsRequestEntry.Builder::build)
                                                .toList())
                                .build());
        asCustomer();
        return response;
    }

    @Test
    void a_customer_that_makes_the_bus_of_a_source_gets_its_events() {
        asPartner();
        CreatePartnerEventSourceResponse created = outpost.call(offer(SOURCE));
        assertThat(created.eventSourceArn())
                .isEqualTo("arn:aws:events:us-east-1::event-source/" + SOURCE);
        asCustomer();
        assertThat(described().state()).isEqualTo(EventSourceState.PENDING);
        assertThat(described().createdBy()).isEqualTo("acme");
        put(entry(SOURCE));
        bus();
        assertThat(described().state()).isEqualTo(EventSourceState.ACTIVE);
        assertThat(described().expirationTime()).isNull();
        outpost.rule(
                SOURCE,
                "r",
                "{\"source\":[{\"prefix\":\"aws.partner/acme\"}]}",
                Target.builder().arn(outpost.queue("q")));

        String id = put(entry(SOURCE)).entries().getFirst().eventId();

        List<String> bodies = outpost.bodies("q");
        assertThat(bodies).as("not what came before there was a bus").hasSize(1);
        assertThat(bodies.getFirst())
                .contains("\"id\":\"" + id + "\"")
                .contains("\"account\":\"" + Outpost.ACCOUNT + "\"")
                .contains("\"source\":\"" + SOURCE + "\"")
                .contains("\"detail\":{\"n\":1}");
    }

    @Test
    void a_deactivated_source_sends_nothing_until_it_is_activated() {
        offered();
        bus();
        outpost.rule(
                SOURCE,
                "r",
                "{\"account\":[\"" + Outpost.ACCOUNT + "\"]}",
                Target.builder().arn(outpost.queue("q")));
        outpost.call(DeactivateEventSourceRequest.builder().name(SOURCE).build());
        put(entry(SOURCE));
        assertThat(outpost.bodies("q")).isEmpty();
        outpost.refused(
                DeactivateEventSourceRequest.builder().name(SOURCE).build(),
                "InvalidStateException",
                "Event source " + SOURCE + " is in state PENDING.");

        outpost.call(ActivateEventSourceRequest.builder().name(SOURCE).build());
        put(entry(SOURCE));

        assertThat(outpost.bodies("q")).hasSize(1);
    }

    @Test
    void entries_are_refused_one_by_one() {
        offered();
        PutPartnerEventsResponse response =
                put(
                        entry(SOURCE),
                        entry(SOURCE).detail("no"),
                        entry("aws.partner/acme/shops/none"),
                        entry(SOURCE).detailType(null));

        assertThat(response.failedEntryCount()).isEqualTo(3);
        assertThat(response.entries())
                .extracting("errorCode")
                .containsExactly(
                        null, "MalformedDetail", "ResourceNotFoundException", "InvalidArgument");
        asCustomer();
        outpost.callFrom("333333333333", "us-east-1");
        PutPartnerEventsResponse foreign =
                outpost.call(
                        PutPartnerEventsRequest.builder().entries(entry(SOURCE).build()).build());
        assertThat(foreign.failedEntryCount()).isEqualTo(1);
    }

    @Test
    void a_source_that_nobody_wants_is_forgotten_after_two_weeks() {
        offered();
        assertThat(described().expirationTime())
                .isEqualTo(described().creationTime().plus(Duration.ofDays(14)));
        outpost.node().advance(Duration.ofDays(14).plusSeconds(1));

        outpost.refused(
                DescribeEventSourceRequest.builder().name(SOURCE).build(),
                "ResourceNotFoundException",
                "Event source " + SOURCE + " does not exist.");
    }

    @Test
    void a_source_that_is_wanted_stays_and_waits_again_when_its_bus_is_deleted() {
        offered();
        bus();
        outpost.node().advance(Duration.ofDays(20));
        assertThat(described().state()).isEqualTo(EventSourceState.ACTIVE);
        outpost.call(DeleteEventBusRequest.builder().name(SOURCE).build());
        assertThat(described().state()).isEqualTo(EventSourceState.PENDING);
        outpost.refused(
                ActivateEventSourceRequest.builder().name(SOURCE).build(),
                "InvalidStateException",
                "Event source " + SOURCE + " is in state PENDING.");
        outpost.node().advance(Duration.ofDays(13));
        bus();
        assertThat(described().state()).isEqualTo(EventSourceState.ACTIVE);
    }

    @Test
    void a_source_that_the_partner_deletes_is_shown_as_deleted_as_long_as_there_is_a_bus() {
        offered();
        bus();
        asPartner();
        outpost.call(
                DeletePartnerEventSourceRequest.builder()
                        .name(SOURCE)
                        .account(Outpost.ACCOUNT)
                        .build());
        outpost.refused(
                DescribePartnerEventSourceRequest.builder().name(SOURCE).build(),
                "ResourceNotFoundException",
                "Event source " + SOURCE + " does not exist.");
        asCustomer();
        assertThat(described().state()).isEqualTo(EventSourceState.DELETED);

        outpost.call(DeleteEventBusRequest.builder().name(SOURCE).build());

        ListEventSourcesResponse left = outpost.call(ListEventSourcesRequest.builder().build());
        assertThat(left.eventSources()).isEmpty();
    }

    @Test
    void a_bus_needs_a_source_that_was_offered_and_is_not_in_use() {
        outpost.refused(
                CreateEventBusRequest.builder().name(SOURCE).eventSourceName(SOURCE).build(),
                "ResourceNotFoundException",
                "Event source " + SOURCE + " does not exist.");
        offered();
        outpost.callFrom("333333333333", "us-east-1");
        outpost.refused(
                CreateEventBusRequest.builder().name(SOURCE).eventSourceName(SOURCE).build(),
                "ResourceNotFoundException",
                "Event source " + SOURCE + " does not exist.");
    }

    @Test
    void partners_and_customers_see_their_own_sources() {
        asPartner();
        outpost.call(offer(SOURCE));
        outpost.call(offer("aws.partner/acme/shops/two"));
        outpost.refused(
                offer(SOURCE),
                "ResourceAlreadyExistsException",
                "Event source " + SOURCE + " already exists.");
        ListPartnerEventSourcesResponse own =
                outpost.call(
                        ListPartnerEventSourcesRequest.builder()
                                .namePrefix("aws.partner/acme/")
                                .limit(1)
                                .build());
        ListPartnerEventSourceAccountsResponse accounts =
                outpost.call(
                        ListPartnerEventSourceAccountsRequest.builder()
                                .eventSourceName(SOURCE)
                                .build());
        asCustomer();
        ListPartnerEventSourcesResponse foreign =
                outpost.call(
                        ListPartnerEventSourcesRequest.builder()
                                .namePrefix("aws.partner/acme/")
                                .build());
        ListEventSourcesResponse offered = outpost.call(ListEventSourcesRequest.builder().build());

        assertThat(own.partnerEventSources()).extracting("name").containsExactly(SOURCE);
        assertThat(own.nextToken()).isNotNull();
        assertThat(accounts.partnerEventSourceAccounts())
                .extracting("account")
                .containsExactly(Outpost.ACCOUNT);
        assertThat(foreign.partnerEventSources()).isEmpty();
        assertThat(offered.eventSources())
                .extracting("name")
                .containsExactly(SOURCE, "aws.partner/acme/shops/two");
    }
}
