package dev.antiphon.compat.crash;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * A client that tells what is known of its calls: an answer with the time between which it was
 * made, or that there was none. It never tries again by itself.
 */
final class Calls {
    /**
     * What a call was answered with. The server did what it did between the two times, of {@link
     * System#nanoTime}.
     */
    record Answer<T>(T value, long from, long to) {}

    /** More than there are connections. */
    private static final int MOST_ATTEMPTS = 100;

    private static final int SERVER_ERROR = 500;

    /** Before the next call to a server that is not there. */
    private static final Duration BREATH = Duration.ofMillis(5);

    private final SqsClient sqs;
    private final Findings findings;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    Calls(SqsClient sqs, Findings findings) {
        this.sqs = sqs;
        this.findings = findings;
    }

    /**
     * Makes a call.
     *
     * @return nothing if the answer was lost, or was an error: then it is a finding as well, for
     *     all that is asked here is right
     */
    <T> Optional<Answer<T>> make(Function<SqsClient, T> call) {
        begun.incrementAndGet();
        long from = System.nanoTime();
        try {
            T value = call.apply(sqs);
            answered.incrementAndGet();
            return Optional.of(new Answer<>(value, from, System.nanoTime()));
        } catch (SqsException e) {
            lost.incrementAndGet();
            // A server that is being killed may still say that it cannot.
            if (e.statusCode() < SERVER_ERROR) {
                findings.add(Promise.RIGHT_CALLS_ARE_NOT_REFUSED, String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        } catch (SdkClientException e) {
            if (neverConnected(e)) {
                begun.decrementAndGet();
                LockSupport.parkNanos(BREATH.toNanos());
            } else {
                lost.incrementAndGet();
            }
            return Optional.empty();
        }
    }

    /**
     * Makes a call to a server that stays, and makes it again where a connection was still one to
     * the server before. The call must be one that may be made twice.
     *
     * @throws SqsException if it is refused
     */
    <T> Answer<T> insist(Function<SqsClient, T> call) {
        for (int attempt = 1; ; attempt++) {
            long from = System.nanoTime();
            try {
                T value = call.apply(sqs);
                return new Answer<>(value, from, System.nanoTime());
            } catch (SdkClientException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static boolean neverConnected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }

    long answered() {
        return answered.get();
    }

    /** Calls that have no answer and never will. */
    long lost() {
        return lost.get();
    }

    /** Calls that have no answer, some of which may still get one. */
    long unanswered() {
        return begun.get() - answered.get();
    }
}
