package dev.antiphon.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the middleware has told on its bus, as whoever subscribed to it has it.
 *
 * @param replay the name of the replay, null if it came when it happened
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record OrderEvent(
        String id,
        @JsonProperty("detail-type") Type type,
        Detail detail,
        @JsonProperty("replay-name") @Nullable String replay) {

    static final String SOURCE = "orders";

    /** Its kind. The last three end an order. */
    enum Type {
        @JsonProperty("OrderPlaced")
        PLACED("OrderPlaced"),
        @JsonProperty("OrderAccepted")
        ACCEPTED("OrderAccepted"),
        @JsonProperty("OrderCooking")
        COOKING("OrderCooking"),
        @JsonProperty("OrderReleased")
        RELEASED("OrderReleased"),
        @JsonProperty("OrderRefused")
        REFUSED("OrderRefused"),
        @JsonProperty("OrderCancelled")
        CANCELLED("OrderCancelled");

        static final List<Type> OUTCOMES = List.of(RELEASED, REFUSED, CANCELLED);

        final String word;

        Type(String word) {
            this.word = word;
        }

        boolean isOutcome() {
            return OUTCOMES.contains(this);
        }
    }

    /** What is behind, and the whole order. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Detail(Metadata metadata, Data data) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Metadata(
            @JsonProperty("idempotency-key") String idempotencyKey,
            @JsonProperty("correlation-id") String correlationId) {}

    /** The order as it is now. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Data(
            String id,
            String partner,
            String store,
            Payment payment,
            List<Item> items,
            long totalCents,
            String status) {

        private boolean is(Order order) {
            return id.equals(order.key())
                    && partner.equals(order.partner())
                    && store.equals(order.store())
                    && payment == order.payment()
                    && totalCents == order.totalCents()
                    && items.equals(order.items().stream().map(Item::of).toList());
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Item(String name, int quantity, long unitPriceCents) {
        private static Item of(Order.Item item) {
            return new Item(item.name(), item.quantity(), item.cents());
        }
    }

    OrderEvent {
        if (id == null || type == null || detail == null || detail.data() == null) {
            throw new IllegalArgumentException("not an event of an order");
        }
    }

    String order() {
        return detail.data().id();
    }

    /** Whether it tells the whole order as it was placed, and says which event it is. */
    boolean tells(Order order) {
        return detail.data().is(order)
                && detail.metadata().correlationId().equals(order.key())
                && detail.metadata().idempotencyKey().equals(order.key() + "/" + type.word);
    }
}
