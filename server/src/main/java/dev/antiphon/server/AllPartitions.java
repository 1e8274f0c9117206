package dev.antiphon.server;

import dev.antiphon.engine.AwaitedCall;
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
        List<AwaitedCall<T>> all = new ArrayList<>();
        for (Partition partition : engine.partitions()) {
            AwaitedCall<T> asked = new AwaitedCall<>(tx -> Outcome.reply(question.apply(tx)), 0);
            if (partition.offer(asked)) {
                all.add(asked);
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<T> answers = new ArrayList<>();
        for (AwaitedCall<T> asked : all) {
            await(asked.answer(), deadline - System.nanoTime()).ifPresent(answers::add);
        }
        return answers;
    }

    private static <T> Optional<T> await(CompletableFuture<T> answer, long nanos) {
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
}
