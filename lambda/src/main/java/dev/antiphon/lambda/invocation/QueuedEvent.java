package dev.antiphon.lambda.invocation;

import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.engine.Tx;
import dev.antiphon.lambda.function.AsyncConfig;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.lambda.function.Functions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event in a function's own queue: a delivery to the function, from the function, with Lambda's
 * retries. What a rule, a topic or a schedule sends becomes one when it arrives ({@link
 * FunctionTarget}), and so their part ends there, as on AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">
 *     How Lambda handles errors and retries with asynchronous invocation</a>
 */
final class QueuedEvent {
    /** The id of the invocation, the same for all of its attempts; only queued events have one. */
    private static final String REQUEST_ID = "RequestId";

    private static final List<RetryPolicy.Phase> PHASES =
            List.of(
                    RetryPolicy.Phase.constant(1, Duration.ofMinutes(1)),
                    RetryPolicy.Phase.constant(1, Duration.ofMinutes(2)));

    private QueuedEvent() {}

    /**
     * Stages it, on the partition of the function.
     *
     * @param function as it was invoked: perhaps with a qualifier
     */
    static void add(
            Tx tx,
            FunctionName function,
            byte[] payload,
            String requestId,
            @Nullable String traceHeader) {
        add(tx, function, Content.of(payload).with(REQUEST_ID, requestId), requestId, traceHeader);
    }

    /** Stages one that was sent to the function, with its key. */
    static void add(Tx tx, FunctionName function, Delivery sent, String requestId) {
        Content content = Content.of(sent.content().body()).with(REQUEST_ID, requestId);
        add(tx, function, EventKey.into(content, sent), requestId, sent.traceHeader());
    }

    private static void add(
            Tx tx,
            FunctionName function,
            Content content,
            String requestId,
            @Nullable String traceHeader) {
        AsyncConfig config = Functions.asyncConfig(tx::catalog, function);
        Deliveries.send(
                tx,
                new Delivery(
                        function.qualifiedArn(),
                        new Origin(Origin.Kind.SERVICE, function.arn()),
                        content,
                        new RetryPolicy(PHASES, config.retries(), config.maximumAge(), 0),
                        null,
                        tx.now(),
                        requestId,
                        traceHeader));
    }

    /** The id of the invocation, or null if the delivery is not in the function's queue yet. */
    static @Nullable String requestId(Delivery delivery) {
        return delivery.content().parameters().get(REQUEST_ID);
    }
}
