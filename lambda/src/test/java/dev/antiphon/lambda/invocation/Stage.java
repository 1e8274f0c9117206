package dev.antiphon.lambda.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.OutsideAttempt;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.StreamedAnswer;
import dev.antiphon.delivery.source.Sources;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.Outcome;
import dev.antiphon.lambda.LambdaService;
import dev.antiphon.lambda.function.CodeConfig;
import dev.antiphon.sqs.QueueSource;
import dev.antiphon.sqs.QueueTarget;
import dev.antiphon.sqs.SqsService;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.TestNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Somebody with functions and queues on a node of their own, where the test is the process. */
final class Stage {
    static final String ID = "000000000000";

    /** An invocation that somebody waits for. */
    record Direct(OutsideCall.Function call, CompletableFuture<CallOutcome> outcome) {
        void returns(String payload) {
            outcome.complete(answer(payload));
        }
    }

    /** One whose answer somebody takes while it is made. */
    record Streamed(OutsideCall.Function call, CompletableFuture<StreamedAnswer> answer) {}

    final List<Direct> direct = new ArrayList<>();
    final List<Streamed> streamed = new ArrayList<>();
    final LambdaService lambda =
            new LambdaService(
                    CodeConfig.DEFAULTS,
                    call -> {
                        CompletableFuture<CallOutcome> outcome = new CompletableFuture<>();
                        direct.add(new Direct((OutsideCall.Function) call, outcome));
                        return outcome;
                    },
                    call -> {
                        CompletableFuture<StreamedAnswer> answer = new CompletableFuture<>();
                        streamed.add(new Streamed(call, answer));
                        return answer;
                    },
                    new Sources(List.of(new QueueSource())));

    private final Deliveries deliveries =
            new Deliveries(List.of(new FunctionTarget(), new QueueTarget()));
    private final TestNode node;

    Stage() {
        this(1, EngineConfig.forCores(2));
    }

    Stage(long seed, EngineConfig config) {
        node = new TestNode(seed, config, List.of(new SqsService(), lambda, deliveries), any -> {});
        create("f", any -> {});
        node.call(CreateQueueRequest.builder().queueName("q").build());
    }

    TestNode node() {
        return node;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    void create(String name, Consumer<CreateFunctionRequest.Builder> more) {
        CreateFunctionRequest.Builder request =
                CreateFunctionRequest.builder()
                        .functionName(name)
                        .runtime(Runtime.PYTHON3_12)
                        .handler("index.handler")
                        .role("arn:aws:iam::" + ID + ":role/r")
                        .code(code -> code.zipFile(SdkBytes.fromByteArray(zip())));
        more.accept(request);
        node.call(request.build());
    }

    private static byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("index.py"));
            zip.write("def handler(event, context): return event".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String queueArn(String name) {
        return "arn:aws:sqs:us-east-1:" + ID + ":" + name;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows the response type
    <O extends SdkPojo> O call(SdkPojo request) {
        return node.call(request);
    }

    Pending<InvokeResponse> invoke(String payload) {
        Pending<InvokeResponse> pending = node.start(request(payload).build());
        node.runUntilQuiet();
        return pending;
    }

    static InvokeRequest.Builder request(String payload) {
        return InvokeRequest.builder().functionName("f").payload(SdkBytes.fromUtf8String(payload));
    }

    void queue(String payload) {
        InvokeResponse accepted =
                node.call(request(payload).invocationType(InvocationType.EVENT).build());
        assertThat(accepted.statusCode()).isEqualTo(202);
    }

    /** The attempts of queued events that have begun since the last time. */
    List<OutsideAttempt> attempts() {
        List<OutsideAttempt> attempts = new ArrayList<>();
        for (Effect effect : node.takeEffects()) {
            if (effect instanceof OutsideAttempt attempt) {
                attempts.add(attempt);
            }
        }
        return attempts;
    }

    void end(OutsideAttempt attempt, CallOutcome outcome) {
        node.run(
                attempt.target(),
                tx -> {
                    deliveries.finish(tx, attempt, outcome);
                    return Outcome.reply(true);
                });
    }

    static CallOutcome answer(String payload) {
        return new CallOutcome.Succeeded(
                new Answer.Response(200, List.of(), payload.getBytes(StandardCharsets.UTF_8)));
    }

    /** An error of the function, as a queued invocation has it. */
    static CallOutcome failed(String payload) {
        return new CallOutcome.Failed("Unhandled", payload, true, null);
    }

    static CallOutcome throttled() {
        return new CallOutcome.Failed("TooManyRequestsException", "Rate Exceeded.", true, null);
    }

    void advance(Duration by) {
        node.advance(by);
    }

    List<Message> messages() {
        ReceiveMessageResponse received =
                node.call(
                        ReceiveMessageRequest.builder()
                                .queueUrl("http://localhost:4566/" + ID + "/q")
                                .messageAttributeNames("All")
                                .maxNumberOfMessages(10)
                                .build());
        return received.messages();
    }

    void refuses(String code, String text, SdkPojo request) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> node.call(request))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.text()).contains(text);
                });
    }
}
