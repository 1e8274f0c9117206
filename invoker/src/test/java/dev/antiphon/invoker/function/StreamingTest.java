package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.FunctionSpec;
import dev.antiphon.delivery.StreamedAnswer;
import dev.antiphon.delivery.StreamedAnswer.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are handed on while a function makes them. */
@Timeout(120)
class StreamingTest {
    /** Goes on when a file is there, whose folder is in GATES. */
    private static final String GATE =
            """
            const fs = require('node:fs');
            const gate = async (name) => {
              while (!fs.existsSync(`${process.env.GATES}/${name}`)) {
                await new Promise((go) => setTimeout(go, 5));
              }
            };
            """;

    @TempDir Path folder = Path.of("");
    private Workbench bench = new Workbench(folder);

    @BeforeEach
    void begin() {
        bench = new Workbench(folder.resolve("functions"));
    }

    @AfterEach
    void end() {
        bench.close();
    }

    /** Somebody who takes an answer part by part. */
    private static final class Taker implements Flow.Subscriber<Part> {
        final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
        private final BlockingQueue<Flow.Subscription> subscriptions = new LinkedBlockingQueue<>();
        private Flow.@Nullable Subscription subscription;
        volatile boolean completed;

        Flow.Subscription subscription() throws InterruptedException {
            if (subscription == null) {
                subscription = subscriptions.take();
            }
            return subscription;
        }

        Part next() throws InterruptedException {
            subscription().request(1);
            return parts.take();
        }

        String chunk() throws InterruptedException {
            return next() instanceof Part.Chunk(byte[] bytes)
                    ? new String(bytes, StandardCharsets.UTF_8)
                    : "no chunk";
        }

        Part.End last() throws InterruptedException {
            for (Part part = next(); ; part = next()) {
                if (part instanceof Part.End end) {
                    return end;
                }
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscribed) {
            subscriptions.add(subscribed);
        }

        @Override
        public void onNext(Part part) {
            parts.add(part);
        }

        @Override
        public void onError(Throwable error) {
            throw new AssertionError(error);
        }

        @Override
        public void onComplete() {
            completed = true;
        }
    }

    private FunctionSpec streaming(String body) {
        return bench.node(
                        "streaming",
                        GATE
                                + "exports.handler = awslambda.streamifyResponse(async (event,"
                                + " stream) => {\n"
                                + body
                                + "\n});\n")
                .environment(Map.of("GATES", folder.toString()))
                .timeout(Duration.ofSeconds(20))
                .spec();
    }

    private StreamedAnswer.Begun begin(FunctionSpec spec) throws Exception {
        StreamedAnswer answer =
                bench.runner.stream(bench.call(spec, "{}"))
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS);
        assertThat(answer).isInstanceOf(StreamedAnswer.Begun.class);
        return (StreamedAnswer.Begun) answer;
    }

    private Taker take(FunctionSpec spec) throws Exception {
        Taker taker = new Taker();
        begin(spec).parts().subscribe(taker);
        return taker;
    }

    private void open(String gate) throws IOException {
        Files.createFile(folder.resolve(gate));
    }

    @Test
    void the_first_chunk_is_there_before_the_last_one_is_written() throws Exception {
        Taker taker =
                take(
                        streaming(
                                "stream.write('first'); await gate('more'); stream.write('last');"
                                        + " stream.end();"));

        assertThat(taker.chunk()).isEqualTo("first");
        open("more");
        assertThat(taker.chunk()).isEqualTo("last");
        Part.End end = taker.last();
        assertThat(end.errorCode()).isNull();
        assertThat(end.errorDetails()).isNull();
        assertThat(end.logResult()).isNotEmpty();
    }

    @Test
    void the_process_is_kept_for_the_next_invocation() throws Exception {
        FunctionSpec spec = streaming("stream.write(`${process.pid}`); stream.end();");

        assertThat(take(spec).chunk()).isEqualTo(take(spec).chunk());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    throw new RangeError('midway')                                                   | RangeError        | "errorMessage":"midway"
                    setTimeout(() => { throw new Error('late') }, 1); await new Promise(() => {})    | Error             | "errorMessage":"late"
                    await gate('read'); process.exit(3)                                              | Runtime.ExitError | Runtime exited with error: exit status 3
                    const e = new Error('x'); e.name = 'two\\r\\nlines'; throw e                     | two               | lines
                    """)
    void what_has_come_stays_when_the_function_fails_midway(
            String failure, String code, String details) throws Exception {
        Taker taker = take(streaming("stream.write('first'); " + failure + ";"));

        assertThat(taker.chunk()).isEqualTo("first");
        open("read");
        Part.End end = taker.last();
        assertThat(end.errorCode()).startsWith(code);
        assertThat(end.errorDetails()).contains(details);
        assertThat(bench.invoke(streaming("stream.end('well');"), "{}").payload())
                .isEqualTo("well");
    }

    @Test
    void a_function_that_takes_too_long_is_ended_midway() throws Exception {
        FunctionSpec spec =
                bench.node(
                                "slow",
                                "exports.handler = awslambda.streamifyResponse(async (event,"
                                        + " stream) => { stream.write('first'); await new Promise(() =>"
                                        + " setTimeout(() => {}, 60000)); });\n")
                        .timeout(Duration.ofSeconds(1))
                        .spec();
        Taker taker = take(spec);

        assertThat(taker.chunk()).isEqualTo("first");
        Part.End end = taker.last();
        assertThat(end.errorCode()).isEqualTo("Sandbox.Timedout");
        assertThat(end.errorDetails()).contains("Task timed out after 1.00 seconds");
    }

    @Test
    void a_function_that_fails_before_it_answers_has_no_chunk() throws Exception {
        Taker taker = take(streaming("throw new TypeError('at once');"));

        assertThat(taker.next())
                .isInstanceOfSatisfying(
                        Part.End.class, end -> assertThat(end.errorCode()).isEqualTo("TypeError"));
    }

    @Test
    void much_more_than_is_held_comes_through() throws Exception {
        FunctionSpec spec =
                streaming(
                        """
                        for (let n = 0; n < 64; n++) {
                          if (!stream.write(Buffer.alloc(1 << 20))) {
                            await new Promise((go) => stream.once('drain', go));
                          }
                        }
                                        stream.end();
                        """);
        Taker taker = take(spec);
        assertThat(taker.chunk()).isNotEmpty();
        long bytes = 0;
        for (Part part = taker.next();
                part instanceof Part.Chunk(byte[] chunk);
                part = taker.next()) {
            bytes += chunk.length;
        }
        assertThat(bytes).isBetween(63L << 20, 64L << 20);
    }

    @Test
    void a_caller_who_goes_does_not_end_the_function() throws Exception {
        FunctionSpec spec =
                streaming(
                        "stream.write('first'); await gate('gone'); stream.write(Buffer.alloc(4 <<"
                                + " 20)); await new Promise((go) => stream.end(go));");
        Taker taker = take(spec);
        assertThat(taker.chunk()).isEqualTo("first");
        taker.subscription().cancel();
        open("gone");

        // The next invocation waits for the process to have come to its end, or has its own.
        assertThat(bench.invoke(streaming("stream.end('next');"), "{}").payload())
                .isEqualTo("next");
        assertThat(taker.parts).isEmpty();
        assertThat(taker.completed).isFalse();
    }

    @Test
    void a_function_that_does_not_stream_answers_in_one_chunk() throws Exception {
        FunctionSpec plain =
                bench.node("plain", "exports.handler = async () => ({ a: 1 });\n").spec();
        StreamedAnswer.Begun answer = begin(plain);
        Taker taker = new Taker();
        answer.parts().subscribe(taker);

        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(taker.chunk()).isEqualTo("{\"a\":1}");
        assertThat(taker.last().errorCode()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    stream.write('b'); stream.end()                                                              | application/octet-stream                          | b
                    stream.setContentType('text/css'); stream.write('b'); stream.end()                           | text/css                                          | b
                    stream = awslambda.HttpResponseStream.from(stream, {statusCode: 404}); stream.write('b'); stream.end() | application/vnd.awslambda.http-integration-response | {"statusCode":404}00000000b
                    """)
    void what_a_response_is_comes_before_it(String body, String type, String chunk)
            throws Exception {
        StreamedAnswer.Begun answer = begin(streaming(body + ";"));
        Taker taker = new Taker();
        answer.parts().subscribe(taker);

        assertThat(answer.contentType()).isEqualTo(type);
        assertThat(taker.chunk().replace('\0', '0')).isEqualTo(chunk);
    }

    @Test
    void somebody_who_waits_for_the_whole_gets_the_error_of_a_stream() {
        Workbench.Result result =
                bench.invoke(
                        streaming("stream.write('first'); throw new RangeError('midway');"), "{}");

        assertThat(result.error()).isEqualTo("Unhandled");
        assertThat(result.payload()).contains("\"errorType\":\"RangeError\"");
    }

    @Test
    void a_whole_of_a_stream_is_as_small_as_any_response() {
        Workbench.Result result =
                bench.invoke(streaming("stream.write(Buffer.alloc(7 << 20)); stream.end();"), "{}");

        assertThat(result.error()).isEqualTo("Unhandled");
        assertThat(result.payload()).contains("Function.ResponseSizeTooLarge");
    }
}
