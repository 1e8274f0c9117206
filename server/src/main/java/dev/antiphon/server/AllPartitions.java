package dev.antiphon.server;

import dev.antiphon.engine.Call;
import dev.antiphon.engine.Engine;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Partition;
import dev.antiphon.engine.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Asks every partition the same question, for pages and metrics. */
final class AllPartitions {
    /** A partition that is so busy is left out this time. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Engine engine;

    AllPartitions(Engine engine) {
        this.engine = engine;
    }

    /**
     * The answers of the moment. Waits for the partitions: not for an event loop.
     *
     * @param question reads only, and takes no longer than a large operation
     */
    <T> List<T> ask(Function<Tx, T> question) {
        List<Asked<T>> all = new ArrayList<>();
        for (Partition partition : engine.partitions()) {
            Asked<T> asked = new Asked<>(question);
            if (partition.offer(asked)) {
                all.add(asked);
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<T> answers = new ArrayList<>();
        for (Asked<T> asked : all) {
            asked.await(deadline - System.nanoTime()).ifPresent(answers::add);
        }
        return answers;
    }

    private static final class Asked<T> implements Call<T> {
        private final Function<Tx, T> question;
        private final CompletableFuture<T> answer = new CompletableFuture<>();

        Asked(Function<Tx, T> question) {
            this.question = question;
        }

        Optional<T> await(long nanos) {
            try {
                return Optional.of(answer.get(nanos, TimeUnit.NANOSECONDS));
            } catch (TimeoutException | ExecutionException e) {
                answer.cancel(false);
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        @Override
        public Outcome<T> run(Tx tx) {
            return Outcome.reply(question.apply(tx));
        }

        @Override
        public void done(T value) {
            answer.complete(value);
        }

        @Override
        public void failed(Throwable error) {
            answer.completeExceptionally(error);
        }

        @Override
        public boolean cancelled() {
            return answer.isCancelled();
        }

        @Override
        public Executor lane() {
            return Runnable::run;
        }

        @Override
        public int bytes() {
            return 0;
        }
    }
}
