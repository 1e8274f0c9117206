package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

class OutboxTest {

    private final FakeSqs sqs = new FakeSqs();
    private final List<String> register = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Outbox outbox =
            new Outbox(
                    sqs,
                    "http://queue",
                    new Retry(pauses::add),
                    new Outbox.Register() {
                        @Override
                        public void accepted(
                                Outbox.Letter letter, String messageId, BigInteger number) {
                            register.add(letter.subject() + " is " + messageId + " at " + number);
                        }

                        @Override
                        public void rejected(Outbox.Letter letter, String why) {
                            register.add(letter.subject() + " rejected, " + why);
                        }
                    });

    @Test
    void an_unanswered_batch_is_sent_again_with_the_same_deduplication_ids() throws Exception {
        SdkClientException refused =
                SdkClientException.create("no connection", new ConnectException("refused"));
        sqs.fail(refused)
                .fail(SqsException.builder().statusCode(503).build())
                .answer(accepted("0", "m-1", "7"));
        outbox.send(List.of(letter("o-1")));

        assertThat(register).containsExactly("o-1 is m-1 at 7");
        assertThat(pauses).containsExactly(Duration.ofMillis(25), Duration.ofMillis(50));
        assertThat(sqs.requests)
                .hasSize(3)
                .allSatisfy(request ->
                        assertThat(((SendMessageBatchRequest) request).entries())
                                .singleElement()
                                .satisfies(entry -> {
                                    assertThat(entry.messageDeduplicationId()).isEqualTo("o-1");
                                    assertThat(entry.messageGroupId()).isEqualTo("berlin");
                                }));
    }

    @Test
    void only_the_letters_that_failed_by_no_fault_of_ours_are_sent_again() throws Exception {
        sqs.answer(
                        SendMessageBatchResponse.builder()
                                .successful(entry("0", "m-1", "7"))
                                .failed(
                                        failure("1", true, "InvalidMessageContents", "bad letter"),
                                        failure("2", false, "InternalError", "try again"))
                                .build())
                .answer(accepted("0", "m-3", "8"));
        outbox.send(List.of(letter("o-1"), letter("o-2"), letter("o-3")));

        assertThat(register)
                .containsExactly(
                        "o-1 is m-1 at 7",
                        "o-2 rejected, InvalidMessageContents: bad letter",
                        "o-3 is m-3 at 8");
    }

    @Test
    void a_standard_queue_has_no_sequence_numbers() throws Exception {
        sqs.answer(accepted("0", "m-1", null));
        outbox.send(List.of(letter("o-1")));
        assertThat(register).containsExactly("o-1 is m-1 at 0");
    }

    @Test
    void an_error_that_will_not_pass_is_not_repeated() {
        sqs.fail(SqsException.builder().statusCode(400).message("no such queue").build());
        assertThatThrownBy(() -> outbox.send(List.of(letter("o-1"))))
                .isInstanceOf(SqsException.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void an_answer_that_the_client_cannot_believe_is_not_repeated() {
        sqs.fail(SdkClientException.create("MD5 returned by SQS does not match"));
        assertThatThrownBy(() -> outbox.send(List.of(letter("o-1"))))
                .hasMessageContaining("MD5 returned by SQS does not match");
    }

    @Test
    void no_letters_are_no_request() throws Exception {
        outbox.send(List.of());
        assertThat(sqs.requests).isEmpty();
    }

    private static Outbox.Letter letter(String order) {
        return new Outbox.Letter(order, "{}", "berlin", order);
    }

    private static SendMessageBatchResponse accepted(
            String id, String messageId, @Nullable String number) {
        return SendMessageBatchResponse.builder().successful(entry(id, messageId, number)).build();
    }

    private static SendMessageBatchResultEntry entry(
            String id, String messageId, @Nullable String number) {
        return SendMessageBatchResultEntry.builder()
                .id(id)
                .messageId(messageId)
                .sequenceNumber(number)
                .build();
    }

    private static BatchResultErrorEntry failure(
            String id, boolean senderFault, String code, String message) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .senderFault(senderFault)
                .code(code)
                .message(message)
                .build();
    }
}
