package dev.antiphon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.antiphon.wire.HttpRequest.Header;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamRequest;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseEvent;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.eventstream.Message;

/** Lambda over REST-JSON, for what Scheduler does not have: whole bodies, headers and statuses. */
final class LambdaRestJsonTest {
    @Test
    void an_invocation_carries_its_payload_as_the_body_and_the_rest_in_headers() {
        InvokeRequest asked =
                InvokeRequest.builder()
                        .functionName("f")
                        .qualifier("live")
                        .invocationType(InvocationType.REQUEST_RESPONSE)
                        .clientContext("e30=")
                        .payload(SdkBytes.fromUtf8String("{\"a\":1}"))
                        .build();
        InvokeResponse answer =
                InvokeResponse.builder()
                        .statusCode(202)
                        .functionError("Unhandled")
                        .executedVersion("7")
                        .payload(SdkBytes.fromUtf8String("{\"b\":2}"))
                        .build();
        Loop loop = Loop.answering("lambda", answer);
        try (LambdaClient lambda = loop.client(LambdaClient.builder())) {
            assertThat(lambda.invoke(asked).equalsBySdkFields(answer)).isTrue();
        }
        assertThat(loop.call().request()).isEqualTo(asked);
        assertThat(loop.answer().status()).isEqualTo(202);
        assertThat(loop.body()).isEqualTo("{\"b\":2}");
        assertThat(loop.answer().headers())
                .contains(new Header("X-Amz-Function-Error", "Unhandled"));
    }

    @Test
    void a_stream_of_events_goes_out_message_by_message() {
        List<Message> messages = new ArrayList<>();
        SubmissionPublisher<SdkPojo> events = new SubmissionPublisher<>(Runnable::run, 16);
        Loop loop =
                Loop.streaming(
                        "lambda",
                        InvokeWithResponseStreamResponse.builder()
                                .statusCode(200)
                                .executedVersion("7")
                                .build(),
                        events);
        Flow.Publisher<byte[]> pieces =
                loop.send(
                                Requests.of(
                                        "POST",
                                        "/2021-11-15/functions/f/response-streaming-invocations",
                                        "",
                                        "{}".getBytes(StandardCharsets.UTF_8),
                                        Requests.signed("lambda")))
                        .rest();
        Objects.requireNonNull(pieces).subscribe(new Messages(messages));
        events.submit(
                InvokeWithResponseStreamResponseEvent.payloadChunkBuilder()
                        .payload(SdkBytes.fromUtf8String("part"))
                        .build());
        assertThat(messages).hasSize(1);
        events.submit(
                InvokeWithResponseStreamResponseEvent.invokeCompleteBuilder()
                        .errorCode("Error")
                        .errorDetails("{}")
                        .build());

        assertThat(loop.answer().status()).isEqualTo(200);
        assertThat(loop.answer().headers())
                .contains(
                        new Header("Content-Type", "application/vnd.amazon.eventstream"),
                        new Header("X-Amz-Executed-Version", "7"));
        assertThat(((InvokeWithResponseStreamRequest) loop.call().request()).functionName())
                .isEqualTo("f");
        assertThat(messages)
                .extracting(
                        message -> header(message, ":event-type"),
                        message -> header(message, ":content-type"),
                        message -> new String(message.getPayload(), StandardCharsets.UTF_8))
                .containsExactly(
                        tuple("PayloadChunk", "application/octet-stream", "part"),
                        tuple(
                                "InvokeComplete",
                                "application/json",
                                "{\"ErrorCode\":\"Error\",\"ErrorDetails\":\"{}\"}"));
    }

    @Test
    void a_function_carries_its_code_in_the_body() {
        CreateFunctionRequest asked =
                CreateFunctionRequest.builder()
                        .functionName("f")
                        .role("arn:aws:iam::123456789012:role/r")
                        .runtime(Runtime.PYTHON3_13)
                        .handler("main.handler")
                        .code(c -> c.zipFile(SdkBytes.fromByteArray(new byte[100_000])))
                        .environment(e -> e.variables(Map.of("KEY", "v")))
                        .publish(true)
                        .build();
        CreateFunctionResponse answer =
                CreateFunctionResponse.builder().functionName("f").codeSize(1L).build();
        Loop loop = Loop.answering("lambda", answer);
        try (LambdaClient lambda = loop.client(LambdaClient.builder())) {
            assertThat(lambda.createFunction(asked).equalsBySdkFields(answer)).isTrue();
        }
        assertThat(loop.call().request()).isEqualTo(asked);
        assertThat(loop.answer().status()).isEqualTo(201);
    }

    @Test
    void the_variables_of_an_environment_are_not_repeated_in_complaints() {
        Loop loop = Loop.answering("lambda", CreateFunctionResponse.builder().build());
        try (LambdaClient lambda = loop.client(LambdaClient.builder())) {
            assertThatThrownBy(() ->
                            lambda.createFunction(it ->
                                    it.functionName("f")
                                            .role("arn:aws:iam::123456789012:role/r")
                                            .code(c -> c.s3Bucket("hot-reload").s3Key("/f"))
                                            .environment(e ->
                                                    e.variables(
                                                            Map.of("1BAD", "x", "OK", "SECRET")))))
                    .hasMessageContaining("at 'environment.variables' failed")
                    .hasMessageContaining("Map keys must satisfy constraint")
                    .hasMessageNotContaining("SECRET");
        }
    }

    @Test
    void an_answer_without_content_has_no_body() {
        Loop loop = Loop.answering("lambda", DeleteFunctionUrlConfigResponse.builder().build());
        try (LambdaClient lambda = loop.client(LambdaClient.builder())) {
            lambda.deleteFunctionUrlConfig(d -> d.functionName("f"));
        }
        assertThat(loop.answer().status()).isEqualTo(204);
        assertThat(loop.body()).isEmpty();
    }

    @Test
    void numbers_come_in_the_query_string() {
        ListFunctionsRequest asked = ListFunctionsRequest.builder().maxItems(5).build();
        Loop loop = Loop.answering("lambda", ListFunctionsResponse.builder().build());
        try (LambdaClient lambda = loop.client(LambdaClient.builder())) {
            lambda.listFunctions(asked);
        }
        assertThat(loop.call().request()).isEqualTo(asked);
        loop.send(
                Requests.get("/2015-03-31/functions", "MaxItems=many", Requests.signed("lambda")));
        assertThat(loop.answer().status()).isEqualTo(400);
        assertThat(loop.answer().headers())
                .contains(new Header("x-amzn-ErrorType", "SerializationException"));
    }

    @Test
    void an_error_says_its_type_in_a_header() {
        Loop loop = Loop.failing("lambda", "ResourceNotFoundException");
        try (LambdaClient lambda = loop.client(LambdaClient.builder())) {
            assertThatThrownBy(() -> lambda.getFunction(g -> g.functionName("f")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
        assertThat(loop.answer().status()).isEqualTo(404);
    }

    private record Messages(List<Message> messages) implements Flow.Subscriber<byte[]> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(byte[] piece) {
            messages.add(Message.decode(ByteBuffer.wrap(piece)));
        }

        @Override
        public void onError(Throwable error) {
            throw new AssertionError(error);
        }

        @Override
        public void onComplete() {}
    }

    private static String header(Message message, String name) {
        return Objects.requireNonNull(message.getHeaders().get(name), name).getString();
    }
}
