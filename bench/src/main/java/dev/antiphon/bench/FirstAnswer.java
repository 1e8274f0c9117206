package dev.antiphon.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Asks a server that is starting until it gives a good answer of SQS, a thousand times a second.
 */
final class FirstAnswer {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration BETWEEN = Duration.ofMillis(1);

    private final Endpoint endpoint;
    private final Requests requests;

    FirstAnswer(Endpoint endpoint, Signing signing) {
        this.endpoint = endpoint;
        this.requests = new Requests(endpoint, signing);
    }

    /**
     * Returns with the answer.
     *
     * @param alive whether there is still somebody to wait for
     * @throws IllegalStateException if it does not come
     */
    void await(BooleanSupplier alive) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!answered()) {
            if (!alive.getAsBoolean() || System.nanoTime() - end > 0) {
                throw new IllegalStateException("the server gave no answer");
            }
            Thread.sleep(BETWEEN);
        }
    }

    private boolean answered() {
        byte[] body = "{}".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(Requests.MOST_HEADERS);
        try (SocketChannel channel = SocketChannel.open(endpoint.address())) {
            requests.write(Operation.LIST_QUEUES, body, body.length, bytes);
            channel.write(bytes.flip());
            AnswerReader reader = new AnswerReader();
            while (true) {
                bytes.clear();
                if (channel.read(bytes) < 0) {
                    return false;
                }
                if (reader.add(bytes.flip())) {
                    return reader.answer(0).good();
                }
            }
        } catch (IOException e) {
            return false; // nobody listens yet
        }
    }
}
