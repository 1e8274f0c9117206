package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.StreamedAnswer;
import dev.antiphon.delivery.StreamedAnswer.Part;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is between a function that writes and a caller who reads. */
class StreamedResponseTest {
    private static final byte[] CHUNK = new byte[100 << 10];
    private static final Part.End END = new Part.End(null, null, null);

    private final StreamedResponse response = new StreamedResponse(Runnable::run);
    private final Source source = new Source();
    private final List<Part> taken = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;
    private boolean completed;

    /** The process's end of it. */
    private static final class Source implements ReadStream<Buffer> {
        boolean paused;

        @Override
        public ReadStream<Buffer> pause() {
            paused = true;
            return this;
        }

        @Override
        public ReadStream<Buffer> resume() {
            paused = false;
            return this;
        }

        @Override
        public ReadStream<Buffer> fetch(long amount) {
            return this;
        }

        @Override
        public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
            return this;
        }

        @Override
        public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
            return this;
        }

        @Override
        public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
            return this;
        }
    }

    private void begin() {
        response.begin("text/plain", source);
        response.subscribe(
                new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscribed) {
                        subscription = subscribed;
                    }

                    @Override
                    public void onNext(Part part) {
                        taken.add(part);
                    }

                    @Override
                    public void onError(Throwable error) {
                        throw new AssertionError(error);
                    }

                    @Override
                    public void onComplete() {
                        completed = true;
                    }
                });
    }

    private Flow.Subscription subscription() {
        if (subscription == null) {
            throw new AssertionError("nobody has subscribed");
        }
        return subscription;
    }

    @Test
    void the_function_is_held_up_while_too_much_waits() {
        begin();
        response.add(CHUNK);
        response.add(CHUNK);
        assertThat(source.paused).isFalse();
        response.add(CHUNK);
        assertThat(source.paused).isTrue();
        assertThat(taken).isEmpty();

        subscription().request(1);
        assertThat(source.paused).isTrue();
        subscription().request(1);
        assertThat(source.paused).isFalse();
        assertThat(taken).hasSize(2);
    }

    @Test
    void the_end_comes_when_all_else_was_taken() {
        begin();
        response.add(CHUNK);
        response.end(END);
        subscription().request(1);
        assertThat(taken).hasSize(1);
        assertThat(completed).isFalse();

        subscription().request(5);
        assertThat(taken).hasSize(2).endsWith(END);
        assertThat(completed).isTrue();
    }

    @Test
    void a_caller_who_goes_lets_the_function_go_on() {
        begin();
        for (int n = 0; n < 3; n++) {
            response.add(CHUNK);
        }
        subscription().cancel();
        assertThat(source.paused).isFalse();

        for (int n = 0; n < 9; n++) {
            response.add(CHUNK);
        }
        response.end(END);
        assertThat(source.paused).isFalse();
        assertThat(taken).isEmpty();
    }

    @Test
    void a_refusal_before_the_answer_is_the_answer_and_one_after_it_its_end() {
        CallOutcome.Failed why = new CallOutcome.Failed("Stopping", "bye", true, null);
        StreamedResponse refused = new StreamedResponse(Runnable::run);
        refused.refuse(why);
        assertThat(refused.answer().toCompletableFuture())
                .isCompletedWithValue(new StreamedAnswer.Refused(why));

        begin();
        response.refuse(why);
        subscription().request(1);
        assertThat(taken).containsExactly(new Part.End("Stopping", "bye", null));
    }
}
