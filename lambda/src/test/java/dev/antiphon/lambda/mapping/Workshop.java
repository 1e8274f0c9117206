package dev.antiphon.lambda.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.source.BatchCall;
import dev.antiphon.delivery.source.Pollers;
import dev.antiphon.delivery.source.Sources;
import dev.antiphon.engine.Effect;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Table;
import dev.antiphon.lambda.LambdaService;
import dev.antiphon.lambda.function.CodeConfig;
import dev.antiphon.sqs.QueueSource;
import dev.antiphon.sqs.SqsService;
import dev.antiphon.testkit.Pending;
import dev.antiphon.testkit.TestNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Somebody with a function and queues on a node of their own, where the test is the process. */
final class Workshop {
    static final String ID = "000000000000";
    static final String FUNCTION = "f";

    private static final Sources SOURCES = new Sources(List.of(new QueueSource()));

    private final LambdaService lambda =
            new LambdaService(
                    CodeConfig.DEFAULTS,
                    call -> new CompletableFuture<>(),
                    call -> new CompletableFuture<>(),
                    SOURCES);
    private final Pollers pollers = new Pollers(SOURCES, lambda.consumers());
    private final TestNode node;

    Workshop() {
        this(1, EngineConfig.forCores(2));
    }

    Workshop(long seed, EngineConfig config) {
        node = new TestNode(seed, config, List.of(new SqsService(), lambda, pollers), any -> {});
        createFunction(FUNCTION, 3);
        createQueue("q", "VisibilityTimeout", "30");
    }

    TestNode node() {
        return node;
    }

    void createFunction(String name, int timeout) {
        node.call(
                CreateFunctionRequest.builder()
                        .functionName(name)
                        .runtime(Runtime.PYTHON3_12)
                        .handler("index.handler")
                        .role("arn:aws:iam::" + ID + ":role/r")
                        .timeout(timeout)
                        .code(code -> code.zipFile(SdkBytes.fromByteArray(zip())))
                        .build());
    }

    private static byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("index.py"));
            zip.write("def handler(event, context): pass".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    void createQueue(String name, String... attributes) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            map.put(attributes[i], attributes[i + 1]);
        }
        node.call(CreateQueueRequest.builder().queueName(name).attributesWithStrings(map).build());
    }

    static String queueArn(String name) {
        return "arn:aws:sqs:us-east-1:" + ID + ":" + name;
    }

    static String queueUrl(String name) {
        return "http://localhost:4566/" + ID + "/" + name;
    }

    static String functionArn() {
        return "arn:aws:lambda:us-east-1:" + ID + ":function:" + FUNCTION;
    }

    static CreateEventSourceMappingRequest.Builder creation() {
        return CreateEventSourceMappingRequest.builder()
                .functionName(FUNCTION)
                .eventSourceArn(queueArn("q"));
    }

    /** Creates a mapping; its id. */
    String map(CreateEventSourceMappingRequest.Builder request) {
        CreateEventSourceMappingResponse response = node.call(request.build());
        return response.uuid();
    }

    GetEventSourceMappingResponse get(String uuid) {
        return node.call(GetEventSourceMappingRequest.builder().uuid(uuid).build());
    }

    String send(String body) {
        return send(SendMessageRequest.builder().messageBody(body));
    }

    void sendTo(String queue, String body) {
        node.call(SendMessageRequest.builder().queueUrl(queueUrl(queue)).messageBody(body).build());
    }

    String send(SendMessageRequest.Builder message) {
        SendMessageResponse response = node.call(message.queueUrl(queueUrl("q")).build());
        return response.messageId();
    }

    /** What is visible and what is in flight in the queue. */
    List<String> counts() {
        return counts("q");
    }

    List<String> counts(String queue) {
        GetQueueAttributesResponse response =
                node.call(
                        GetQueueAttributesRequest.builder()
                                .queueUrl(queueUrl(queue))
                                .attributeNamesWithStrings("All")
                                .build());
        Map<String, String> attributes = response.attributesAsStrings();
        return List.of(
                attributes.getOrDefault("ApproximateNumberOfMessages", ""),
                attributes.getOrDefault("ApproximateNumberOfMessagesNotVisible", ""));
    }

    /** The batches that have been handed out since the last time. */
    List<BatchCall> calls() {
        List<BatchCall> calls = new ArrayList<>();
        for (Effect effect : node.takeEffects()) {
            if (effect instanceof BatchCall call) {
                calls.add(call);
            }
        }
        return calls;
    }

    BatchCall onlyCall() {
        List<BatchCall> calls = calls();
        assertThat(calls).hasSize(1);
        return calls.getFirst();
    }

    /** How many of its mappings' keys a table holds. */
    int rows(Table<RecordKey, ?> table) {
        return rows("q", table);
    }

    int rows(String queue, Table<RecordKey, ?> table) {
        return node.run(
                queueArn(queue),
                tx -> {
                    int rows = 0;
                    try (var scan = tx.scan(table, new RecordKey("", ""), new RecordKey("~", ""))) {
                        while (scan.next()) {
                            rows++;
                        }
                    }
                    return Outcome.reply(rows);
                });
    }

    static OutsideCall.Function invocation(BatchCall call) {
        return (OutsideCall.Function) call.call();
    }

    static String event(BatchCall call) {
        return new String(invocation(call).payload(), StandardCharsets.UTF_8);
    }

    void returns(BatchCall call, String answer) {
        finish(
                call,
                new CallOutcome.Succeeded(
                        new Answer.Response(
                                200, List.of(), answer.getBytes(StandardCharsets.UTF_8))));
    }

    void finish(BatchCall call, CallOutcome outcome) {
        startFinish(call, outcome);
        node.runUntilQuiet();
    }

    Pending<Boolean> startFinish(BatchCall call, CallOutcome outcome) {
        return node.startWork(
                call.source(),
                tx -> {
                    pollers.finish(tx, call, outcome);
                    return Outcome.reply(true);
                });
    }

    void refused(SdkPojo request, String code, String message) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> node.call(request))
                .satisfies(error ->
                        assertThat(List.of(error.code(), error.text()))
                                .isEqualTo(List.of(code, message)));
    }
}
