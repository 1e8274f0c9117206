package dev.antiphon.lambda.invocation;

import dev.antiphon.api.AwsException;
import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Ending;
import dev.antiphon.delivery.Limits;
import dev.antiphon.delivery.OutsideCall;
import dev.antiphon.delivery.TargetType;
import dev.antiphon.engine.Tx;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.lambda.function.Functions;
import dev.antiphon.lambda.function.Invocable;

/**
 * Functions as targets. What somebody sends is taken into the function's queue and ends there; what
 * is in the queue is attempted outside, and goes where the function's configuration says.
 */
public final class FunctionTarget implements TargetType {
    /** Invocations of one queue at once, unless the function reserves a number. */
    private static final int CONCURRENCY = 256;

    @Override
    public String service() {
        return "lambda";
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        FunctionName function = FunctionName.find(delivery.target());
        if (function == null) {
            return Attempt.refused(
                    "INVALID_PARAMETER", "Nothing takes deliveries to " + delivery.target());
        }
        try {
            Invocable invocable =
                    Functions.invocable(tx::catalog, function, unit(tx.ids().random()));
            String requestId = QueuedEvent.requestId(delivery);
            return requestId == null
                    ? queue(tx, function, delivery)
                    : invoke(tx, function, invocable, delivery, requestId);
        } catch (AwsException e) {
            return e.status() >= 500
                    ? Attempt.notNow(e.code(), e.text())
                    : Attempt.refused(e.code(), e.text());
        }
    }

    private static double unit(long random) {
        return (random >>> 11) * 0x1.0p-53; // from 0 to 1
    }

    private static Attempt queue(Tx tx, FunctionName function, Delivery delivery) {
        EventPayload.check(delivery.content().body(), EventPayload.LARGEST_QUEUED);
        String requestId = tx.ids().uuid().toString();
        Attempt other = OncePerKey.claim(tx, function, delivery, requestId);
        if (other != null) {
            return other;
        }
        QueuedEvent.add(tx, function, delivery, requestId);
        return Attempt.taken();
    }

    private static Attempt invoke(
            Tx tx,
            FunctionName function,
            Invocable invocable,
            Delivery delivery,
            String requestId) {
        TraceHeader trace = TraceHeader.of(delivery.traceHeader(), requestId);
        if (trace.loops(function) && Functions.terminatesLoops(tx::catalog, function)) {
            return Attempt.refused(InvocationErrors.LOOP, InvocationErrors.loopText(function));
        }
        Integer reserved = invocable.spec().reserved();
        if (reserved != null && reserved == 0) {
            return Attempt.refused(InvocationErrors.OFF, "Rate Exceeded.");
        }
        return new Attempt.Outside(
                new OutsideCall.Function(
                        invocable.spec(),
                        invocable.invokedArn(),
                        delivery.content().body(),
                        requestId,
                        trace.through(function).toString(),
                        null,
                        false,
                        false));
    }

    @Override
    public Limits limits(Tx tx, String target) {
        FunctionName function = FunctionName.find(target);
        Integer reserved = function == null ? null : Functions.reserved(tx::catalog, function);
        return new Limits(
                reserved == null ? CONCURRENCY : Math.max(1, reserved), Double.POSITIVE_INFINITY);
    }

    /** Errors of the function use up its retries; that it cannot be run at present does not. */
    @Override
    public boolean counts(Attempt.Refused refused) {
        return InvocationErrors.ofFunction(refused.code());
    }

    @Override
    public void ended(Tx tx, Delivery delivery, Ending ending) {
        String requestId = QueuedEvent.requestId(delivery);
        FunctionName function = FunctionName.find(delivery.target());
        if (requestId != null && function != null) {
            OncePerKey.ended(tx, function, delivery, ending);
            Destinations.tell(tx, function, delivery, requestId, ending);
        }
    }
}
