package dev.antiphon.demo;

import static dev.antiphon.demo.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class BusTest {

    @Test
    void every_entry_has_its_own_answer() {
        FakeEvents events =
                new FakeEvents(
                        PutEventsResultEntry.builder().eventId("e-1").build(),
                        failure("ThrottlingException", "slow down"),
                        failure("MalformedDetail", "Detail is malformed."));
        List<Outbox.Answer> answers =
                new Bus(events, "orders").send(List.of(order("o-1"), order("o-2"), order("o-3")));

        assertThat(answers)
                .containsExactly(
                        new Outbox.Answer.Accepted("e-1"),
                        new Outbox.Answer.Later(),
                        new Outbox.Answer.Rejected("MalformedDetail: Detail is malformed."));
        assertThat(events.entries)
                .extracting(PutEventsRequestEntry::eventBusName)
                .containsOnly("orders");
        assertThat(events.entries)
                .extracting(PutEventsRequestEntry::detail)
                .containsExactly(
                        Json.write(order("o-1")),
                        Json.write(order("o-2")),
                        Json.write(order("o-3")));
    }

    private static PutEventsResultEntry failure(String code, String message) {
        return PutEventsResultEntry.builder().errorCode(code).errorMessage(message).build();
    }

    private static final class FakeEvents implements EventBridgeClient {
        final List<PutEventsRequestEntry> entries = new ArrayList<>();
        private final PutEventsResultEntry[] results;

        FakeEvents(PutEventsResultEntry... results) {
            this.results = results;
        }

        @Override
        public PutEventsResponse putEvents(PutEventsRequest request) {
            entries.addAll(request.entries());
            return PutEventsResponse.builder().entries(results).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
