package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Idempotency that the server keeps, asked for by tags: the function of a rule or of an event
 * source mapping succeeds once per key.
 */
interface OncePerKey extends Scenario {
    String KEY = "antiphon:idempotency-key";
    Map<String, String> OF_ORDERS = Map.of(KEY, "order-id");
    Map<String, String> OF_EVENTS = Map.of(KEY, "detail.order-id");

    private Kitchen kitchen() {
        return Kitchen.open(functions(), sqs(), events());
    }

    private static Map<String, String> with(Map<String, String> tags, String name, String value) {
        Map<String, String> all = new HashMap<>(tags);
        all.put("antiphon:idempotency-" + name, value);
        return all;
    }

    private static long sent(Message message) {
        return Long.parseLong(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP));
    }

    @Test
    default void a_queues_duplicates_are_handled_once_one_after_the_other_or_at_once() {
        Kitchen kitchen = kitchen();
        String orders = kitchen.newQueue(Map.of());
        kitchen.cookFrom(orders, OF_ORDERS);

        kitchen.send(orders, Kitchen.order("1", "pizza"));
        assertThat(kitchen.next().body()).isEqualTo("pizza");
        kitchen.awaitEmpty(orders);
        kitchen.send(orders, Kitchen.order("1", "pizza again"));
        kitchen.awaitEmpty(orders);
        for (int i = 0; i < 4; i++) {
            kitchen.send(orders, Kitchen.order("2", "pasta", ",\"takes\":0.3"));
        }
        kitchen.awaitEmpty(orders);
        kitchen.send(orders, Kitchen.order("3", "salad"));

        assertThat(kitchen.dishes(2)).containsExactly("pasta", "salad");
        assertEmpty(kitchen.cooked());
    }

    @Test
    default void a_rules_duplicates_are_handled_once_one_after_the_other_or_at_once() {
        Kitchen kitchen = kitchen();
        kitchen.cookFor(kitchen.function(), OF_EVENTS);

        kitchen.put(kitchen.function(), Kitchen.order("1", "pizza"));
        assertThat(kitchen.next().body()).isEqualTo("pizza");
        String slow = Kitchen.order("2", "pasta", ",\"takes\":0.3");
        kitchen.put(kitchen.function(), Kitchen.order("1", "pizza again"), slow, slow, slow);
        assertThat(kitchen.next().body()).isEqualTo("pasta");
        kitchen.put(kitchen.function(), slow, Kitchen.order("3", "salad"));

        assertThat(kitchen.next().body()).isEqualTo("salad");
        assertEmpty(kitchen.cooked());
    }

    @Test
    default void a_message_that_failed_is_handled_when_it_comes_back_and_then_no_more() {
        Kitchen kitchen = kitchen();
        String orders = kitchen.newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "3"));
        kitchen.cookFrom(orders, OF_ORDERS);

        kitchen.send(orders, Kitchen.order("1", "pizza", ",\"fails\":1"));
        assertThat(kitchen.next().body()).isEqualTo("pizza");
        kitchen.send(orders, Kitchen.order("1", "pizza again"));
        kitchen.awaitEmpty(orders);

        assertEmpty(kitchen.cooked());
    }

    @Test
    default void an_event_that_failed_for_good_leaves_its_key_to_the_next() {
        Kitchen kitchen = kitchen();
        kitchen.cookFor(kitchen.function(), OF_EVENTS);

        kitchen.put(
                kitchen.function(),
                Kitchen.order("1", "burnt pizza", ",\"fails\":9"),
                Kitchen.order("1", "pizza"));
        assertThat(kitchen.next().body()).isEqualTo("pizza");
        kitchen.put(
                kitchen.function(), Kitchen.order("1", "pizza again"), Kitchen.order("2", "salad"));

        assertThat(kitchen.next().body()).isEqualTo("salad");
        assertEmpty(kitchen.cooked());
    }

    @Test
    default void what_lacks_a_required_key_goes_to_the_dead_letter_queue() {
        Kitchen kitchen = kitchen();
        String lost = newQueue();
        String orders =
                kitchen.newQueue(
                        Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                "3",
                                QueueAttributeName.REDRIVE_POLICY,
                                redrivePolicy(lost, 1)));
        kitchen.cookFrom(orders, with(OF_ORDERS, "required", "true"));
        kitchen.cookFor(kitchen.function(), with(OF_EVENTS, "required", "true"));
        kitchen.keepLost(kitchen.function(), lost);

        kitchen.put(kitchen.function(), "{\"dish\":\"pizza\"}");
        assertThat(receive(lost).messageAttributes())
                .hasEntrySatisfying(
                        "ERROR_CODE",
                        code -> assertThat(code.stringValue()).isEqualTo("NO_IDEMPOTENCY_KEY"));
        kitchen.send(orders, "{\"dish\":\"pasta\"}");

        assertThat(receive(lost).body()).isEqualTo("{\"dish\":\"pasta\"}");
        assertEmpty(kitchen.cooked());
    }

    @Test
    default void a_duplicate_is_none_when_the_window_is_over() {
        Duration window = Duration.ofSeconds(2);
        Kitchen kitchen = kitchen();
        String orders = kitchen.newQueue(Map.of());
        kitchen.cookFrom(orders, with(OF_ORDERS, "window", Long.toString(window.toSeconds())));
        kitchen.send(orders, Kitchen.order("1", "pizza"));
        Message first = kitchen.next();

        Message second =
                Await.get(
                                "the end of the window",
                                SOON,
                                () -> {
                                    kitchen.send(orders, Kitchen.order("1", "pizza"));
                                    return receive(kitchen.cooked(), Duration.ofSeconds(1));
                                },
                                cooked -> !cooked.isEmpty())
                        .getFirst();

        assertThat(sent(second) - sent(first)).isGreaterThanOrEqualTo(window.toMillis());
    }
}
