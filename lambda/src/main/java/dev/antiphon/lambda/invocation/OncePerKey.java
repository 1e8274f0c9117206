package dev.antiphon.lambda.invocation;

import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Ending;
import dev.antiphon.delivery.idempotency.Finding;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.storage.Family;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Idempotency of queued events: of those that a sender gives the same key, a function succeeds for
 * one within the window. The key is claimed in the commit that queues the event, and the success is
 * noted in the commit that takes the event off the queue, so that no crash comes between. An event
 * that finds its key claimed waits with its sender until the claim has come to something.
 */
final class OncePerKey {
    static final Table<EventKey, Claim> CLAIMS =
            Table.of(165, "lambda.claims", Family.STATE, EventKey.CODEC, Claim.CODEC);

    /** The code of a refusal for now. */
    static final String IN_PROGRESS = "IDEMPOTENCY_KEY_IN_PROGRESS";

    private static final String TIMER = "lambda.claims";
    private static final int LARGEST_RESULT = 256 << 10;

    private OncePerKey() {}

    static void register(Registry registry) {
        registry.table(CLAIMS);
        registry.timer(TIMER, OncePerKey::forget);
    }

    /**
     * Claims the key of an event that is about to be queued, if it has one.
     *
     * @param requestId of the event in the queue
     * @return null if it is to be queued; else what becomes of it
     */
    static @Nullable Attempt claim(Tx tx, FunctionName function, Delivery event, String requestId) {
        EventKey key = EventKey.of(function, event);
        if (key == null) {
            return null;
        }
        return switch (tx.get(CLAIMS, key)) {
            case Claim.InProgress(String first) -> {
                tx.perform(Finding.BLOCKED);
                yield Attempt.notNow(
                        IN_PROGRESS,
                        "The function has an event with the same idempotency key: request "
                                + first);
            }
            case Claim.Completed(Instant until, byte @Nullable [] result)
                    when until.isAfter(tx.now()) -> {
                tx.perform(Finding.DUPLICATE);
                Destinations.tell(tx, function, event, requestId, repeated(result));
                yield Attempt.taken();
            }
            case Claim.Completed expired -> {
                tx.put(CLAIMS, key, new Claim.InProgress(requestId));
                yield null;
            }
            case null -> {
                tx.put(CLAIMS, key, new Claim.InProgress(requestId));
                yield null;
            }
        };
    }

    /** The success of before, without an attempt. */
    private static Ending repeated(byte @Nullable [] result) {
        return new Ending.Taken(
                0,
                new Answer.Response(200, List.of(), result == null ? new byte[0] : result),
                null);
    }

    /** A queued event has ended: its key is remembered if it has succeeded, else it is free. */
    static void ended(Tx tx, FunctionName function, Delivery event, Ending ending) {
        EventKey key = EventKey.of(function, event);
        if (key == null) {
            return;
        }
        switch (ending) {
            case Ending.Taken(int attempts, Answer answer, _) -> {
                Instant until = tx.after(EventKey.window(event));
                tx.put(CLAIMS, key, new Claim.Completed(until, result(answer)));
                tx.setTimer(new Timer(TIMER, until, key.text()));
            }
            case Ending.GivenUp refused -> tx.delete(CLAIMS, key);
        }
    }

    private static byte @Nullable [] result(Answer answer) {
        return answer instanceof Answer.Response response
                        && response.body().length <= LARGEST_RESULT
                ? response.body()
                : null;
    }

    private static void forget(Tx tx, Timer timer) {
        EventKey key = EventKey.ofText(timer.key());
        if (tx.get(CLAIMS, key) instanceof Claim.Completed completed
                && !completed.until().isAfter(tx.now())) {
            tx.delete(CLAIMS, key);
        }
    }
}
