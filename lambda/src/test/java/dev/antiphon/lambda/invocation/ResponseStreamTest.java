package dev.antiphon.lambda.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.StreamedAnswer;
import dev.antiphon.delivery.StreamedAnswer.Part;
import dev.antiphon.delivery.ingress.IngressAnswer;
import dev.antiphon.testkit.Pending;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamRequest;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseEvent;
import software.amazon.awssdk.services.lambda.model.ResponseStreamingInvocationType;

/** Answers that callers take while functions make them. */
class ResponseStreamTest {
    private static final String PRELUDE = "application/vnd.awslambda.http-integration-response";
    private static final String ZEROS = "\0\0\0\0\0\0\0\0";
    private static final Part.End DONE = new Part.End(null, null, null);

    private final Stage stage = new Stage();
    private final SubmissionPublisher<Part> parts = new SubmissionPublisher<>(Runnable::run, 64);

    /** Takes whatever comes. */
    private static final class Taken<T> implements Flow.Subscriber<T> {
        final List<T> all = new ArrayList<>();
        @Nullable Throwable error;
        boolean completed;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(T item) {
            all.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            error = failure;
        }

        @Override
        public void onComplete() {
            completed = true;
        }
    }

    private static Part chunk(String text) {
        return new Part.Chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InvokeWithResponseStreamRequest.Builder request(String payload) {
        return InvokeWithResponseStreamRequest.builder()
                .functionName("f")
                .payload(SdkBytes.fromUtf8String(payload));
    }

    private Pending<InvokeWithResponseStreamResponse> start(String payload) {
        Pending<InvokeWithResponseStreamResponse> pending =
                stage.node().start(request(payload).build());
        stage.node().runUntilQuiet();
        return pending;
    }

    @Test
    void what_the_function_says_comes_as_events() {
        Pending<InvokeWithResponseStreamResponse> pending = start("{\"a\":1}");
        Stage.Streamed streamed = stage.streamed.getFirst();
        assertThat(new String(streamed.call().payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":1}");
        assertThat(pending.ended()).isFalse();

        streamed.answer().complete(new StreamedAnswer.Begun("text/plain", parts));
        assertThat(pending.value().statusCode()).isEqualTo(200);
        assertThat(pending.value().executedVersion()).isEqualTo("$LATEST");
        Taken<Object> events = new Taken<>();
        pending.events().subscribe(events);
        parts.submit(chunk("one"));
        assertThat(events.all)
                .containsExactly(
                        InvokeWithResponseStreamResponseEvent.payloadChunkBuilder()
                                .payload(SdkBytes.fromUtf8String("one"))
                                .build());

        parts.submit(new Part.End("Error", "{}", "bG9n"));
        parts.close();
        assertThat(events.all)
                .last()
                .isEqualTo(
                        InvokeWithResponseStreamResponseEvent.invokeCompleteBuilder()
                                .errorCode("Error")
                                .errorDetails("{}")
                                .logResult("bG9n")
                                .build());
        assertThat(events.completed).isTrue();
    }

    @Test
    void what_keeps_a_function_from_being_invoked_is_told_before_the_stream() {
        Pending<InvokeWithResponseStreamResponse> pending = start("{}");
        stage.streamed
                .getFirst()
                .answer()
                .complete(
                        new StreamedAnswer.Refused(
                                new CallOutcome.Failed(
                                        "TooManyRequestsException", "Rate Exceeded.", true, null)));
        assertThat(pending.error())
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.status()).isEqualTo(429));

        stage.refuses(
                "InvalidRequestContentException",
                "Could not parse request body into json",
                request("nope").build());
        stage.refuses(
                "ResourceNotFoundException",
                "Function not found",
                request("{}").functionName("g").build());
    }

    @Test
    void a_dry_run_invokes_nothing() {
        InvokeWithResponseStreamResponse response =
                stage.call(
                        request("{}")
                                .invocationType(ResponseStreamingInvocationType.DRY_RUN)
                                .build());

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(stage.streamed).isEmpty();
    }

    private @Nullable IngressAnswer head(String contentType, Part... said) {
        CompletableFuture<@Nullable IngressAnswer> head =
                UrlStream.of(new StreamedAnswer.Begun(contentType, parts)).toCompletableFuture();
        for (Part part : said) {
            parts.submit(part);
        }
        return head.getNow(null);
    }

    private static String body(IngressAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void a_stream_without_a_prelude_is_the_body() {
        IngressAnswer answer = Objects.requireNonNull(head("text/css", chunk("one")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsExactly(new Header("content-type", "text/css"));
        assertThat(body(answer)).isEqualTo("one");
        Taken<byte[]> rest = new Taken<>();
        Objects.requireNonNull(answer.rest()).subscribe(rest);
        parts.submit(chunk("two"));
        parts.submit(DONE);
        parts.close();
        assertThat(rest.all).hasSize(1);
        assertThat(rest.completed).isTrue();
    }

    @Test
    void a_prelude_says_status_headers_and_cookies_in_however_many_pieces_it_comes() {
        IngressAnswer answer =
                Objects.requireNonNull(
                        head(
                                PRELUDE,
                                chunk(
                                        "{\"statusCode\":404,\"headers\":{\"x-a\":\"1\",\"Content-Length\":\"9\"},"),
                                chunk("\"cookies\":[\"a=1\",\"b=2\"]}\0\0\0"),
                                chunk("\0\0\0\0\0and the body")));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers())
                .containsExactly(
                        new Header("x-a", "1"),
                        new Header("set-cookie", "a=1"),
                        new Header("set-cookie", "b=2"),
                        new Header("content-type", "application/octet-stream"));
        assertThat(body(answer)).isEqualTo("and the body");
    }

    @Test
    void a_prelude_without_a_status_is_a_success() {
        IngressAnswer answer =
                Objects.requireNonNull(
                        head(
                                PRELUDE,
                                chunk("{\"headers\":{\"Content-Type\":\"text/css\"}}" + ZEROS)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsExactly(new Header("Content-Type", "text/css"));
    }

    @Test
    void a_function_that_says_nothing_answers_with_nothing() {
        IngressAnswer answer = Objects.requireNonNull(head(PRELUDE, DONE));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.rest()).isNull();
    }

    @Test
    void what_is_no_answer_to_http_has_no_head() {
        assertThat(head(PRELUDE, chunk("nope" + ZEROS))).isNull();
    }

    @Test
    void a_prelude_that_breaks_off_has_no_head() {
        assertThat(head(PRELUDE, chunk("{\"statusCode\":"), DONE)).isNull();
    }

    @Test
    void a_function_that_fails_at_once_has_no_head() {
        assertThat(head("text/css", new Part.End("Error", "{}", null))).isNull();
    }

    @Test
    void a_function_that_fails_midway_breaks_the_answer_off() {
        IngressAnswer answer = Objects.requireNonNull(head("text/css", chunk("one")));
        Taken<byte[]> rest = new Taken<>();
        Objects.requireNonNull(answer.rest()).subscribe(rest);

        parts.submit(new Part.End("Error", "{}", null));
        parts.close();
        assertThat(rest.error).hasMessageContaining("midway");
        assertThat(rest.completed).isFalse();
    }
}
