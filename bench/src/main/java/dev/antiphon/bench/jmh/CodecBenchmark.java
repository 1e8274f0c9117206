package dev.antiphon.bench.jmh;

import dev.antiphon.wire.Authenticator;
import dev.antiphon.wire.Backend;
import dev.antiphon.wire.Front;
import dev.antiphon.wire.HttpAnswer;
import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.WireCall;
import dev.antiphon.wire.http.HttpExchange;
import dev.antiphon.wire.route.Routed.Route;
import dev.antiphon.wire.route.Router;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * From a request's bytes to the SDK's object and from the SDK's object to an answer's bytes, in AWS
 * JSON 1.0 with bodies of 300 B; and the whole way in and out, with routing and validation.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    private static final String QUEUE_URL = "http://127.0.0.1:4566/000000000000/bench";
    private static final String BODY = "x".repeat(300);
    private static final Executor LANE = Runnable::run;

    private final HttpRequest send =
            request(
                    "SendMessage",
                    "{\"QueueUrl\":\"" + QUEUE_URL + "\",\"MessageBody\":\"" + BODY + "\"}");
    private final SendMessageResponse sent =
            SendMessageResponse.builder()
                    .messageId("0c4f2b0e-8f3c-4b52-9d4d-51a3e4a5b8f1")
                    .md5OfMessageBody("9a0364b9e99bb480dd25e1f0284c8555")
                    .build();
    private final ReceiveMessageResponse received =
            ReceiveMessageResponse.builder().messages(messages()).build();
    private final Router router = new Router(List.of("sqs"));
    private final Route sendRoute = route(send);
    private final Route batchRoute = route(request("SendMessageBatch", batch()));
    private final Route receiveRoute =
            route(request("ReceiveMessage", "{\"QueueUrl\":\"" + QUEUE_URL + "\"}"));
    private final Answering answering = new Answering();
    private final Front front = new Front(List.of("sqs"), answering, Authenticator.ANYONE);
    private final Keeping keeping = new Keeping();

    private static HttpRequest request(String operation, String body) {
        return new HttpRequest(
                "POST",
                "/",
                "",
                List.of(
                        new Header("host", "127.0.0.1:4566"),
                        new Header("user-agent", "bench"),
                        new Header("content-type", "application/x-amz-json-1.0"),
                        new Header("x-amz-target", "AmazonSQS." + operation),
                        new Header("x-amz-date", "20260101T000000Z"),
                        new Header(
                                "authorization",
                                "AWS4-HMAC-SHA256"
                                        + " Credential=test/20260101/us-east-1/sqs/aws4_request,"
                                        + " SignedHeaders=content-type;host;x-amz-date;x-amz-target,"
                                        + " Signature="
                                        + "0".repeat(64)),
                        new Header("content-length", Integer.toString(body.length()))),
                body.getBytes(StandardCharsets.UTF_8),
                "http",
                "127.0.0.1");
    }

    private static String batch() {
        StringJoiner entries =
                new StringJoiner(",", "{\"QueueUrl\":\"" + QUEUE_URL + "\",\"Entries\":[", "]}");
        for (int i = 0; i < 10; i++) {
            entries.add("{\"Id\":\"" + i + "\",\"MessageBody\":\"" + BODY + "\"}");
        }
        return entries.toString();
    }

    private static List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            messages.add(
                    Message.builder()
                            .messageId("0c4f2b0e-8f3c-4b52-9d4d-51a3e4a5b8f" + i)
                            .receiptHandle("A".repeat(96))
                            .md5OfBody("9a0364b9e99bb480dd25e1f0284c8555")
                            .body(BODY)
                            .build());
        }
        return messages;
    }

    private Route route(HttpRequest request) {
        return (Route) router.route(request);
    }

    @Benchmark
    public SdkPojo decodeSendMessage() {
        return sendRoute.protocol().decode(sendRoute.operation(), sendRoute.input());
    }

    @Benchmark
    public SdkPojo decodeSendMessageBatchOfTen() {
        return batchRoute.protocol().decode(batchRoute.operation(), batchRoute.input());
    }

    @Benchmark
    public HttpAnswer encodeSendMessage() {
        return sendRoute.protocol().answer(sendRoute.operation(), sent, "request-1");
    }

    @Benchmark
    public HttpAnswer encodeReceiveMessageOfTen() {
        return receiveRoute.protocol().answer(receiveRoute.operation(), received, "request-1");
    }

    /** What an event loop does for a SendMessage between reading and writing. */
    @Benchmark
    public @Nullable HttpAnswer wholeWayOfSendMessage() {
        front.handle(send, keeping);
        return keeping.answer;
    }

    private final class Answering implements Backend {
        @Override
        public boolean serves(String service, String operation) {
            return true;
        }

        @Override
        public void call(WireCall call) {
            call.reply(sent);
        }
    }

    private static final class Keeping implements HttpExchange {
        private @Nullable HttpAnswer answer;

        @Override
        public Executor lane() {
            return LANE;
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void answer(HttpAnswer given, Runnable taken) {
            answer = given;
            taken.run();
        }
    }
}
