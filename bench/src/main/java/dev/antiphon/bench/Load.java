package dev.antiphon.bench;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The command line of the load generator. A run prints one JSON object to standard output and a
 * line for the eye to standard error.
 */
@Command(
        name = "bench/load",
        scope = ScopeType.INHERIT,
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Drives a server from one event loop, and checks what it measures.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all checks are 0",
            "1:something was lost, doubled or out of order or has failed, or the run broke off",
            "2:the command line is wrong"
        })
public final class Load implements Callable<Integer> {
    private static final int GOOD = 0;
    private static final int BAD = 1;
    private static final int WRONG_USE = 2;

    /** The options of all runs. */
    static final class Common {
        @Option(
                names = "--url",
                defaultValue = "http://127.0.0.1:4566",
                description = "the endpoint (default: ${DEFAULT-VALUE})")
        private String url = "";

        @Option(
                names = "--connections",
                defaultValue = "64",
                description =
                        "connections that send, each with one request under way (default: ${DEFAULT-VALUE})")
        private int connections;

        @Option(
                names = "--seconds",
                defaultValue = "8",
                description = "measured load (default: ${DEFAULT-VALUE})")
        private int seconds;

        @Option(
                names = "--warm",
                defaultValue = "3",
                description = "seconds of load before that (default: ${DEFAULT-VALUE})")
        private int warm;

        @Option(
                names = "--size",
                defaultValue = "300",
                description = "bytes of a message's body (default: ${DEFAULT-VALUE})")
        private int size;

        @Option(
                names = "--pid",
                description = "the server's process, to add its processor time and memory")
        private @Nullable Long pid;

        @Option(names = "--label", description = "copied to the result")
        private @Nullable String label;

        @Option(names = "--sign", description = "sign for real; otherwise the signature is a dummy")
        private boolean sign;

        @Option(
                names = "--access-key",
                defaultValue = "test",
                description = "access key id (default: ${DEFAULT-VALUE})")
        private String accessKey = "";

        @Option(
                names = "--secret-key",
                defaultValue = "test",
                description = "secret access key, with --sign (default: ${DEFAULT-VALUE})")
        private String secretKey = "";

        @Option(
                names = "--region",
                defaultValue = "us-east-1",
                description = "region to sign for (default: ${DEFAULT-VALUE})")
        private String region = "";

        private Settings settings() {
            Endpoint endpoint = Endpoint.of(url);
            Signing signing =
                    sign
                            ? new SigV4(
                                    accessKey,
                                    secretKey,
                                    region,
                                    endpoint.authority(),
                                    InstantSource.system())
                            : Signing.dummy(accessKey, region);
            return new Settings(
                    endpoint,
                    signing,
                    connections,
                    Duration.ofSeconds(warm),
                    Duration.ofSeconds(seconds),
                    Settings.PATIENCE,
                    size,
                    process(),
                    label);
        }

        private @Nullable ProcessHandle process() {
            if (pid == null) {
                return null;
            }
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            return process.orElseThrow(
                    () -> new IllegalArgumentException("there is no process " + pid));
        }

        private int run(Function<Bench, Result> what) {
            Settings settings;
            try {
                settings = settings();
            } catch (IllegalArgumentException e) {
                System.err.println("bench/load: " + e.getMessage());
                return WRONG_USE;
            }
            try (Bench bench = new Bench(settings)) {
                Result result = what.apply(bench);
                System.err.println(result.line());
                System.out.println(result.json());
                return result.good() ? GOOD : BAD;
            } catch (IllegalStateException e) {
                System.err.println("bench/load: " + e.getMessage());
                return BAD;
            }
        }
    }

    @Override
    public Integer call() {
        new CommandLine(this).usage(System.err);
        return WRONG_USE;
    }

    @Command(name = "send", description = "SendMessage in a closed loop")
    int send(@Mixin Common common) {
        return common.run(bench -> new SendRun(bench, 1).run());
    }

    @Command(name = "send-batch", description = "SendMessageBatch of ten in a closed loop")
    int sendBatch(@Mixin Common common) {
        return common.run(bench -> new SendRun(bench, ReceivedMessages.MOST).run());
    }

    @Command(
            name = "receive-delete",
            description =
                    "fills a queue, then ReceiveMessage of ten and DeleteMessageBatch until it is"
                            + " empty")
    int receiveDelete(
            @Mixin Common common,
            @Option(
                            names = "--messages",
                            defaultValue = "100000",
                            description =
                                    "messages that are measured; a quarter of that before"
                                            + " (default: ${DEFAULT-VALUE})")
                    int messages) {
        return common.run(bench -> new ReceiveDeleteRun(bench, messages).run());
    }

    @Command(
            name = "fifo",
            description = "sends to a FIFO queue while consumers receive and delete")
    int fifo(
            @Mixin Common common,
            @Option(
                            names = "--groups",
                            defaultValue = "100",
                            description = "message groups (default: ${DEFAULT-VALUE})")
                    int groups,
            @Option(
                            names = "--consumers",
                            defaultValue = "16",
                            description = "connections that receive (default: ${DEFAULT-VALUE})")
                    int consumers,
            @Option(
                            names = "--batch",
                            defaultValue = "1",
                            description = "messages in a request (default: ${DEFAULT-VALUE})")
                    int batch) {
        return common.run(bench -> new FifoRun(bench, groups, consumers, batch).run());
    }

    @Command(
            name = "long-poll",
            description = "time from send to receipt by consumers that wait, at a fixed rate")
    int longPoll(
            @Mixin Common common,
            @Option(
                            names = "--rate",
                            defaultValue = "100",
                            description = "messages a second (default: ${DEFAULT-VALUE})")
                    int rate,
            @Option(
                            names = "--consumers",
                            defaultValue = "4",
                            description = "connections that receive (default: ${DEFAULT-VALUE})")
                    int consumers) {
        return common.run(bench -> new LongPollRun(bench, rate, consumers).run());
    }

    @Command(name = "fill", description = "fills a queue by SendMessageBatch and leaves it there")
    int fill(
            @Mixin Common common,
            @Option(names = "--queue", required = true, description = "its name") String queue,
            @Option(names = "--messages", required = true, description = "how many") int messages) {
        return common.run(bench -> new FillRun(bench, queue, messages).run());
    }

    @Command(
            name = "workflows",
            description = "Standard executions of ten Pass and Choice states, in a closed loop")
    int workflows(@Mixin Common common) {
        return common.run(bench -> new WorkflowRun(bench).run());
    }

    @Command(
            name = "workflow-time",
            description =
                    "from a start to its end: the same executions, one after the other, with pauses")
    int workflowTime(@Mixin Common common) {
        return common.run(bench -> new WorkflowTimeRun(bench).run());
    }

    @Command(
            name = "callback",
            description =
                    "executions whose Task sends a token to a queue, and workers that answer it at"
                            + " once")
    int callback(
            @Mixin Common common,
            @Option(
                            names = "--workers",
                            defaultValue = "4",
                            description = "connections that receive (default: ${DEFAULT-VALUE})")
                    int workers) {
        return common.run(bench -> new CallbackRun(bench, workers).run());
    }

    @Command(
            name = "post",
            description = "POST in a closed loop, to a server of workflows that is not AWS")
    int post(
            @Mixin Common common,
            @Option(names = "--path", required = true, description = "of the URL") String path,
            @Option(names = "--body", required = true, description = "JSON") String body,
            @Option(
                            names = "--expected",
                            defaultValue = "",
                            description = "a part of every right answer")
                    String expected,
            @Option(
                            names = "--steps",
                            defaultValue = "1",
                            description = "that a call takes (default: ${DEFAULT-VALUE})")
                    int steps) {
        return common.run(bench -> new PostRun(bench, path, body, expected, steps).run());
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Load()).execute(arguments));
    }
}
