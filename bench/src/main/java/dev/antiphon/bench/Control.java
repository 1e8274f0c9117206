package dev.antiphon.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Single calls beside the load, each of which waits for its answer. */
final class Control {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final class Pending implements Connection.Reply {
        private @Nullable Answer answer;
        private @Nullable String failure;

        @Override
        public void answered(Answer given) {
            answer = given;
        }

        @Override
        public void broken(String why) {
            failure = why;
        }

        boolean done() {
            return answer != null || failure != null;
        }
    }

    private final EventLoop loop;
    private final Connection connection;

    Control(EventLoop loop) {
        this.loop = loop;
        this.connection = loop.newConnection();
    }

    /**
     * Makes a call. The load goes on meanwhile.
     *
     * @throws IllegalStateException if there is no good answer
     */
    Answer call(Operation operation, String body) {
        Pending pending = new Pending();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        connection.send(operation, bytes, bytes.length, pending);
        loop.runUntil(pending::done, PATIENCE);
        Answer answer = pending.answer;
        if (answer == null) {
            throw new IllegalStateException(
                    operation
                            + " had no answer: "
                            + (pending.failure == null ? "it took too long" : pending.failure));
        }
        if (!answer.good()) {
            throw new IllegalStateException(operation + " was answered with " + answer);
        }
        return answer;
    }
}
