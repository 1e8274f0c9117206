package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvokeMode;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** AWS SDK for Java 2.x, asynchronous. */
final class JavaAsyncSdkTest extends SdkTest<JavaAsyncSdk>
        implements EveryOperation,
                Messages,
                FifoQueues,
                DeadLetterQueues,
                QueueSettings,
                WrongQueues,
                WrongMessages,
                Routing,
                Topics,
                Mobile,
                Buses,
                EventResources,
                Schedules,
                HttpApis,
                Workflows,
                Functions,
                FunctionEvents,
                FunctionSettings,
                ResponseStreams,
                Layers {
    @Override
    JavaAsyncSdk startSdk(Path folder) {
        return new JavaAsyncSdk();
    }

    @Override
    public Read stream(String function, String payload, Runnable first) {
        StringBuilder text = new StringBuilder();
        StringBuilder code = new StringBuilder();
        InvokeWithResponseStreamResponseHandler.Visitor visitor =
                InvokeWithResponseStreamResponseHandler.Visitor.builder()
                        .onPayloadChunk(chunk -> {
                            boolean begins = text.isEmpty();
                            text.append(chunk.payload().asUtf8String());
                            if (begins) {
                                first.run();
                            }
                        })
                        .onInvokeComplete(end -> {
                            if (end.errorCode() != null) {
                                code.append(end.errorCode());
                            }
                        })
                        .build();
        sdk().asyncFunctions(access())
                .invokeWithResponseStream(
                        i -> i.functionName(function).payload(SdkBytes.fromUtf8String(payload)),
                        InvokeWithResponseStreamResponseHandler.builder()
                                .subscriber(visitor)
                                .build())
                .join();
        return new Read(text.toString(), code.toString());
    }

    @Test
    void a_url_hands_on_what_the_function_says_while_it_says_it() throws Exception {
        String function = newStreaming();
        String host =
                URI.create(
                                functions()
                                        .createFunctionUrlConfig(u ->
                                                u.functionName(function)
                                                        .authType(FunctionUrlAuthType.NONE)
                                                        .invokeMode(InvokeMode.RESPONSE_STREAM))
                                        .functionUrl())
                        .getHost();
        functions()
                .addPermission(p ->
                        p.functionName(function)
                                .statementId("everybody")
                                .action("lambda:InvokeFunctionUrl")
                                .principal("*")
                                .functionUrlAuthType(FunctionUrlAuthType.NONE));
        functions()
                .addPermission(p ->
                        p.functionName(function)
                                .statementId("everybody-by-url")
                                .action("lambda:InvokeFunction")
                                .principal("*")
                                .invokedViaFunctionUrl(true));
        try (Gate gate = new Gate();
                HttpClient client = HttpClient.newHttpClient()) {
            URI place =
                    access().endpoint()
                            .resolve(
                                    "/_aws/lambda-url/"
                                            + host.substring(0, host.indexOf('.'))
                                            + "/?gate="
                                            + gate.port());
            HttpResponse<InputStream> answer =
                    client.send(
                            HttpRequest.newBuilder(place).build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.headers().firstValue("x-dish")).hasValue("soup");
            assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
            assertThat(new String(answer.body().readNBytes(5), StandardCharsets.UTF_8))
                    .isEqualTo("first");
            gate.open();
            assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("last");
        }
    }

    @Test
    void many_calls_at_once_share_a_client() {
        String queue = newQueue();
        SqsAsyncClient client = sdk().asyncSqs(access());

        List<CompletableFuture<SendMessageResponse>> sends =
                IntStream.range(0, 200)
                        .mapToObj(
                                i -> client.sendMessage(m -> m.queueUrl(queue).messageBody("" + i)))
                        .toList();

        assertThat(sends).extracting(send -> send.join().messageId()).doesNotHaveDuplicates();
        assertThat(receive(queue, 200)).extracting(Message::body).doesNotHaveDuplicates();
    }

    @Test
    void the_batch_manager_puts_messages_together() {
        String queue = newQueue();
        try (SqsAsyncBatchManager manager = sdk().asyncSqs(access()).batchManager()) {
            List<CompletableFuture<SendMessageResponse>> sends = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                String body = "message " + i;
                sends.add(manager.sendMessage(m -> m.queueUrl(queue).messageBody(body)));
            }
            assertThat(sends).allSatisfy(send -> assertThat(send.join().messageId()).isNotBlank());
            List<Message> received = new ArrayList<>();
            Await.until(
                    "25 messages",
                    SOON,
                    () -> {
                        received.addAll(
                                manager.receiveMessage(r -> r.queueUrl(queue)).join().messages());
                        return received.size() >= 25;
                    });
            assertThat(received).extracting(Message::body).hasSize(25).doesNotHaveDuplicates();
            received.stream()
                    .map(message ->
                            manager.deleteMessage(
                                    d -> d.queueUrl(queue).receiptHandle(message.receiptHandle())))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        assertEmpty(queue);
    }
}
