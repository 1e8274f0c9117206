package dev.antiphon.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.testkit.TestNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class PeekMessagesTest {
    private final Account account = new Account();
    private final Consumer queue = new Consumer(account, account.create("q"));

    private List<Message> peek(boolean inFlight, boolean delayed) {
        PeekMessages peek = new PeekMessages(inFlight, delayed);
        ReceiveMessageRequest request =
                ReceiveMessageRequest.builder().queueUrl(queue.url()).build();
        ReceiveMessageResponse response =
                account.node()
                        .run(
                                peek.entity(request, TestNode.CALLER),
                                tx -> peek.handle(tx, request, TestNode.CALLER));
        return response.messages();
    }

    @Test
    void messages_are_shown_and_stay_as_they_are() {
        for (String body : List.of("a", "b", "c")) {
            queue.send(body);
        }
        queue.receiveOne();
        queue.send(SendMessageRequest.builder().messageBody("later").delaySeconds(60));
        assertThat(Consumer.bodies(peek(false, false))).containsExactly("b", "c");
        assertThat(Consumer.bodies(peek(true, false))).containsExactly("a", "b", "c");
        assertThat(Consumer.bodies(peek(false, true))).containsExactly("b", "c", "later");
        Message a = peek(true, true).get(0);
        assertThat(Consumer.receives(a)).isEqualTo(1);
        assertThat(Consumer.attribute(a, MessageSystemAttributeName.SENDER_ID)).isEqualTo("test");
        assertThat(a.receiptHandle()).isNull();
        assertThat(Consumer.receives(peek(true, true).get(1))).isZero();
        assertThat(queue.bodies(10)).containsExactly("b", "c");
    }

    @Test
    void a_long_queue_is_shown_up_to_a_bound() {
        queue.fill(10_050);
        assertThat(peek(true, true)).hasSize(10_000);
    }
}
