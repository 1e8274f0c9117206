package dev.antiphon.bench.jmh;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.EngineConfig;
import dev.antiphon.service.Dispatcher;
import dev.antiphon.service.Service;
import dev.antiphon.sqs.SqsService;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.memory.MemoryStorage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * A message's life behind the wire: SendMessage, ReceiveMessage and DeleteMessage, each a commit of
 * its own to memory, in a queue that holds so many other messages. It shows whether a queue's index
 * costs more when the queue is long.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueueBenchmark {
    private static final int GROUPS = 100;
    private static final Executor LANE = Runnable::run;
    private static final Caller CALLER =
            new Caller(
                    "000000000000",
                    "us-east-1",
                    "test",
                    "http://127.0.0.1:4566",
                    "request-1",
                    null);

    /** What kind of queue. */
    public enum Kind {
        standard,
        fair,
        fifo
    }

    @Param({"standard", "fair", "fifo"})
    public Kind kind = Kind.standard;

    @Param({"0", "100000"})
    public int backlog;

    private static final List<Service> SERVICES = List.of(new SqsService());

    private @Nullable DrivenEngine driven;
    private @Nullable Dispatcher dispatcher;
    private final Asker asker = new Asker();
    private String url = "";
    private ReceiveMessageRequest receive = ReceiveMessageRequest.builder().build();
    private long number;

    @Setup(Level.Trial)
    public void fill() throws StorageException {
        driven =
                new DrivenEngine(
                        new MemoryStorage(),
                        EngineConfig.forCores(2),
                        Dispatcher.registrations(SERVICES));
        dispatcher = new Dispatcher(driven.engine(), SERVICES, Dispatcher.Reach.EVERY_ACCOUNT);
        CreateQueueRequest.Builder create = CreateQueueRequest.builder();
        if (kind == Kind.fifo) {
            create.queueName("bench.fifo")
                    .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
        } else {
            create.queueName("bench");
        }
        call("CreateQueue", create.build());
        url = CALLER.endpoint() + "/" + CALLER.account() + "/" + create.build().queueName();
        receive = ReceiveMessageRequest.builder().queueUrl(url).maxNumberOfMessages(1).build();
        for (int i = 0; i < backlog; i++) {
            send();
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        if (driven != null) {
            driven.close();
        }
    }

    @Benchmark
    public @Nullable SdkPojo sendReceiveDelete() {
        send();
        ReceiveMessageResponse received = (ReceiveMessageResponse) call("ReceiveMessage", receive);
        return call(
                "DeleteMessage",
                DeleteMessageRequest.builder()
                        .queueUrl(url)
                        .receiptHandle(received.messages().getFirst().receiptHandle())
                        .build());
    }

    private void send() {
        SendMessageRequest.Builder send =
                SendMessageRequest.builder().queueUrl(url).messageBody("x".repeat(300));
        number++;
        if (kind != Kind.standard) {
            send.messageGroupId("group-" + number % GROUPS);
        }
        if (kind == Kind.fifo) {
            send.messageDeduplicationId(Long.toString(number));
        }
        call("SendMessage", send.build());
    }

    private SdkPojo call(String operation, SdkPojo request) {
        asker.answer = null;
        Objects.requireNonNull(dispatcher).dispatch("sqs", operation, request, asker);
        Objects.requireNonNull(driven).work();
        SdkPojo answer = asker.answer;
        if (answer == null) {
            throw new IllegalStateException(operation + " has no answer");
        }
        return answer;
    }

    private static final class Asker implements Dispatcher.Asker {
        private @Nullable SdkPojo answer;

        @Override
        public Caller caller() {
            return CALLER;
        }

        @Override
        public int bytes() {
            return 1024;
        }

        @Override
        public Executor lane() {
            return LANE;
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void done(SdkPojo response) {
            answer = response;
        }

        @Override
        public void begun(SdkPojo response, Flow.Publisher<? extends SdkPojo> events) {
            throw new IllegalStateException("no operation of a queue streams");
        }

        @Override
        public void failed(Throwable error) {
            throw new IllegalStateException(error);
        }
    }
}
