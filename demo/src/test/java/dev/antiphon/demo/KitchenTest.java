package dev.antiphon.demo;

import static dev.antiphon.demo.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A kitchen against a queue that answers as it is told, until its last answer ends the day. */
class KitchenTest {

    private static final Order GOOD = order("o-1");
    private static final Order POISON = order("o-2", "berlin", Recipes.LATE_DISH);

    private final FakeSqs sqs = new FakeSqs();
    private final Retry retry = new Retry(pause -> {});
    private final List<Release> topic = new ArrayList<>();
    private final Ledger ledger = new Ledger(() -> 0, "nobody");
    private final Recipes recipes = new Recipes();

    @Test
    void a_cooked_order_is_released_and_then_deleted() {
        place(GOOD);
        sqs.answer(received(message(GOOD))).answer(deleted());
        workTheDay();

        assertThat(topic).containsExactly(Release.of(GOOD));
        assertThat(sqs.requests).hasSize(3);
        assertThat(sqs.requests.get(0)).isInstanceOf(ReceiveMessageRequest.class);
        assertThat(((DeleteMessageBatchRequest) sqs.requests.get(1)).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.receiptHandle()).isEqualTo("handle of o-1"));
        assertThat(ledger.totals().cooked()).isEqualTo(1);
    }

    @Test
    void a_poison_order_is_given_back_at_once_while_the_others_are_cooked() {
        place(POISON);
        place(GOOD);
        sqs.answer(received(message(POISON), message(GOOD)))
                .answer(deleted())
                .answer(ChangeMessageVisibilityBatchResponse.builder().build());
        workTheDay();

        assertThat(((ChangeMessageVisibilityBatchRequest) sqs.requests.get(2)).entries())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.receiptHandle()).isEqualTo("handle of o-2");
                    assertThat(entry.visibilityTimeout()).isZero();
                });
        assertThat(ledger.totals().cooked()).isEqualTo(1);
        assertThat(ledger.totals().failing()).isEqualTo(1);
    }

    @Test
    void the_repair_makes_poison_an_order_like_the_others() {
        place(POISON);
        recipes.lateOneArrives();
        sqs.answer(received(message(POISON))).answer(deleted());
        workTheDay();
        assertThat(ledger.totals().cooked()).isEqualTo(1);
    }

    @Test
    void an_order_that_comes_again_because_its_deletion_broke_off_is_cooked_once() {
        place(GOOD);
        sqs.answer(received(message(GOOD)))
                .fail(SdkClientException.create("cut", new SocketException("reset")))
                .answer(deleted());
        workTheDay();
        assertThat(ledger.totals().cooked()).isEqualTo(1);
        assertThat(retry.repetitions()).isEqualTo(1);

        sqs.answer(received(message(GOOD))).answer(deleted());
        workTheDay();
        assertThat(ledger.totals().cooked()).isEqualTo(1);
        assertThat(ledger.totals().repeats()).isEqualTo(1);
    }

    @Test
    void a_release_is_published_before_its_order_is_deleted() {
        place(GOOD);
        sqs.answer(received(message(GOOD)))
                .fail(SqsException.builder().statusCode(404).message("no such queue").build());
        Queue queue = new Queue(sqs, "http://orders", "arn:orders");
        Inbox orders = new Inbox(queue, retry, new Deliveries(Duration.ofSeconds(5)), () -> 0);
        Outbox<Release> releases = new Outbox<>(this::publish, retry, ledger.releases());
        assertThatThrownBy(new Kitchen(orders, releases, ledger, recipes)::work)
                .isInstanceOf(SqsException.class);
        assertThat(topic).containsExactly(Release.of(GOOD));
    }

    @Test
    void what_nobody_ordered_is_thrown_away_and_noted() {
        sqs.answer(received(message(GOOD), Message.builder().messageId("m").body("?").build()))
                .answer(
                        DeleteMessageBatchResponse.builder()
                                .successful(DeleteMessageBatchResultEntry.builder().id("0").build())
                                .build());
        workTheDay();
        assertThat(ledger.strangers()).hasSize(2);
        assertThat(ledger.totals().cooked()).isZero();
    }

    private void workTheDay() {
        sqs.fail(AbortedException.create("the day is over"));
        Deliveries deliveries = new Deliveries(Duration.ofSeconds(5));
        Queue queue = new Queue(sqs, "http://orders", "arn:orders");
        Inbox orders = new Inbox(queue, retry, deliveries, () -> 0);
        Outbox<Release> releases = new Outbox<>(this::publish, retry, ledger.releases());
        Kitchen kitchen = new Kitchen(orders, releases, ledger, recipes);
        assertThatThrownBy(kitchen::work).isInstanceOf(InterruptedException.class);
    }

    private List<Outbox.Answer> publish(List<Release> releases) {
        topic.addAll(releases);
        return releases.stream()
                .<Outbox.Answer>map(release -> new Outbox.Answer.Accepted("m " + topic.size()))
                .toList();
    }

    private void place(Order order) {
        ledger.placed(order);
        ledger.orders().attempted(order);
        ledger.orders().accepted(order, "event of " + order.id());
    }

    private static Message message(Order order) {
        return Message.builder()
                .messageId("message of " + order.id())
                .receiptHandle("handle of " + order.id())
                .body(Json.write(order))
                .build();
    }

    private static ReceiveMessageResponse received(Message... messages) {
        return ReceiveMessageResponse.builder().messages(List.of(messages)).build();
    }

    private static DeleteMessageBatchResponse deleted() {
        return DeleteMessageBatchResponse.builder()
                .successful(DeleteMessageBatchResultEntry.builder().id("0").build())
                .build();
    }
}
