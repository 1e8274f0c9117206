package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.task.TaskKind;
import dev.antiphon.states.task.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Run} has around it: time, chance, what its tasks call, and where strands are that
 * it has not met yet. A durable execution has a transaction for this; a state that is only tested
 * has next to nothing.
 */
interface Surroundings {
    Instant now();

    /** When a period that begins now is over. */
    Instant after(Duration period);

    /** A number that nobody guesses. */
    long random();

    /** Who wants to know what states do with their inputs, or null. */
    default @Nullable Inspection inspection() {
        return null;
    }

    /**
     * The context object that a state sees.
     *
     * @param made as it follows from the execution and the state
     */
    default ObjectNode context(ObjectNode made) {
        return made;
    }

    /** The strand of that id as it was stored. */
    @Nullable StrandRow strand(long id);

    /** All strands that are stored, by id. */
    SequencedMap<Long, StrandRow> strands();

    /** What iterations a stored strand's Map state is about. */
    Items items(Strand strand);

    /**
     * Results of branches or iterations that were stored, by index.
     *
     * @param enough characters behind which there is no need to go on
     */
    SequencedMap<Integer, Payload> results(Strand strand, long enough);

    /** What a strand stored besides itself is not needed any more. */
    void forget(Strand strand);

    /** A task token for this attempt. */
    String token(Strand strand, long nonce);

    /** Makes a call. Returns what is known at once, if anything is. */
    @Nullable TaskOutcome call(Strand strand, TaskKind kind, Call call);

    /** Orders a Map Run, whose ARN it returns. */
    default String order(Strand strand, MapRunStep step, long nonce, Order order) {
        throw new UnsupportedOperationException("Map Runs need a node");
    }

    /** Has a Map Run that was not successful go on. Returns how often it has by now. */
    default int redrive(Strand strand, String mapRun, long nonce) {
        throw new UnsupportedOperationException("Map Runs need a node");
    }

    /** Whether there is such an activity. */
    boolean hasActivity(String arn);

    /** Puts a task into the queue of an activity. */
    void schedule(Strand strand, String activity, long nonce, Payload input);

    /** Nobody waits for the call or the task that the strand has under way any more. */
    void abandon(Strand strand, Step step);

    /**
     * What a Map Run is to do.
     *
     * @param label as the definition gives it, or null
     * @param maxConcurrency 0 for all at once
     * @param inputs of the children, as JSON
     */
    record Order(
            @Nullable String label,
            long maxConcurrency,
            double toleratedPercentage,
            long toleratedCount,
            List<String> inputs) {}

    /**
     * @param items an array
     * @param selected what inputs of iterations are made of, or null where they are the items
     */
    record Items(Payload items, @Nullable Payload selected) {}

    /**
     * @param role of the state's credentials, or null
     */
    record Call(
            long nonce,
            Payload arguments,
            String token,
            @Nullable String role,
            @Nullable Long timeoutSeconds) {}
}
