package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Answers of functions that are read while they are made. */
interface ResponseStreams extends Scenario {
    /**
     * Says one thing, and the other one when it has been let on: by a byte from the port that the
     * event names. Fails midway if there is no such port.
     */
    String IN_TWO =
            """
            const net = require('node:net');
            exports.handler = awslambda.streamifyResponse(async (event, stream) => {
              if (event.rawPath) {
                const head = { statusCode: 201, headers: { 'x-dish': 'soup' }, cookies: ['a=1', 'b=2'] };
                stream = awslambda.HttpResponseStream.from(stream, head);
                event = event.queryStringParameters;
              }
              stream.write('first');
              if (!event.gate) throw new RangeError('midway');
              await new Promise((go) => net.connect(Number(event.gate), '127.0.0.1').once('data', go));
              stream.write('last');
              stream.end();
            });
            """;

    /** Holds functions up until a test lets them on. */
    final class Gate implements AutoCloseable {
        private final ServerSocket server;

        Gate() throws IOException {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            server.setSoTimeout((int) SOON.toMillis());
        }

        int port() {
            return server.getLocalPort();
        }

        void open() throws IOException {
            try (Socket function = server.accept()) {
                function.getOutputStream().write(1);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    static Consumer<CreateFunctionRequest.Builder> inTwo(String name) {
        return f ->
                f.functionName(name)
                        .runtime(Runtime.NODEJS22_X)
                        .role(Routing.ROLE)
                        .handler("index.handler")
                        .timeout(30)
                        .code(c -> c.zipFile(Functions.zip("index.js", IN_TWO)));
    }

    /** A new function that answers in two pieces. */
    default String newStreaming() {
        Missing.unless("node", "node", "--version");
        String name = "streaming-" + Scenario.newName();
        functions().createFunction(inTwo(name));
        return name;
    }

    /** What a client has read of an answer, and how it ended. */
    record Read(String text, String errorCode) {}

    /**
     * Invokes a function and reads what it says.
     *
     * @param first called when the first chunk was read
     */
    Read stream(String function, String payload, Runnable first);

    @Test
    default void the_first_chunk_is_read_before_the_last_one_is_written() throws Exception {
        String function = newStreaming();
        try (Gate gate = new Gate()) {
            Read read =
                    stream(
                            function,
                            "{\"gate\":" + gate.port() + "}",
                            () -> {
                                try {
                                    gate.open();
                                } catch (IOException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            assertThat(read).isEqualTo(new Read("firstlast", ""));
        }
    }

    @Test
    default void an_error_midway_is_told_at_the_end() {
        assertThat(stream(newStreaming(), "{}", () -> {}))
                .isEqualTo(new Read("first", "RangeError"));
    }
}
