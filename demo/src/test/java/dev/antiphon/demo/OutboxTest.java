package dev.antiphon.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antiphon.demo.Outbox.Answer;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.SnsException;

/** An outbox at a post that answers as it is told. */
class OutboxTest {

    private final Deque<Supplier<List<Answer>>> answers = new ArrayDeque<>();
    private final List<String> register = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Outbox<String> outbox =
            new Outbox<>(
                    letters -> answers.remove().get(),
                    new Retry(pauses::add),
                    new Outbox.Register<>() {
                        @Override
                        public void attempted(String letter) {
                            register.add(letter);
                        }

                        @Override
                        public void accepted(String letter, String id) {
                            register.add(letter + " is " + id);
                        }

                        @Override
                        public void rejected(String letter, String why) {
                            register.add(letter + " rejected, " + why);
                        }
                    });

    @Test
    void an_unanswered_batch_is_sent_again_and_every_attempt_is_noted() throws Exception {
        fail(SdkClientException.create("no connection", new ConnectException("refused")));
        fail(SnsException.builder().statusCode(503).build());
        answer(new Answer.Accepted("m-1"), new Answer.Accepted("m-2"));
        outbox.send(List.of("a", "b"));

        assertThat(register).containsExactly("a", "b", "a", "b", "a", "b", "a is m-1", "b is m-2");
        assertThat(pauses).containsExactly(Duration.ofMillis(25), Duration.ofMillis(50));
    }

    @Test
    void only_the_letters_that_may_succeed_later_are_sent_again() throws Exception {
        answer(new Answer.Accepted("m-1"), new Answer.Rejected("too long"), new Answer.Later());
        answer(new Answer.Accepted("m-3"));
        outbox.send(List.of("a", "b", "c"));

        assertThat(register)
                .containsExactly(
                        "a", "b", "c", "a is m-1", "b rejected, too long", "c", "c is m-3");
    }

    @Test
    void an_error_that_will_not_pass_is_not_repeated() {
        fail(SnsException.builder().statusCode(404).message("no such topic").build());
        assertThatThrownBy(() -> outbox.send(List.of("a"))).isInstanceOf(SnsException.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void an_answer_that_the_client_cannot_believe_is_not_repeated() {
        fail(SdkClientException.create("the answer cannot be read"));
        assertThatThrownBy(() -> outbox.send(List.of("a")))
                .hasMessageContaining("the answer cannot be read");
    }

    @Test
    void no_letters_are_no_request() throws Exception {
        outbox.send(List.of());
        assertThat(register).isEmpty();
    }

    private void answer(Answer... these) {
        answers.add(() -> List.of(these));
    }

    private void fail(RuntimeException failure) {
        answers.add(() -> {
            throw failure;
        });
    }
}
