package dev.antiphon.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Goes on asking while the server is down, overloaded or just being killed. A request that got no
 * answer may have been carried out: whoever calls this must be able to bear its repetition.
 *
 * <p>The SDK retries by itself, but gives up after a few times, which is right for a web request
 * and wrong for an order that a customer has paid for.
 */
final class Retry {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

    /** Waits between two attempts. */
    interface Pause {
        void of(Duration length) throws InterruptedException;
    }

    private final Pause pause;
    private final AtomicInteger repetitions = new AtomicInteger();

    Retry(Pause pause) {
        this.pause = pause;
    }

    /** A request that may have to be made again. */
    interface Attempt<T> {
        /** Null if there was no answer that counts. */
        @Nullable T make() throws InterruptedException;
    }

    /** Makes a request of the SDK until it is answered. */
    <T> T untilAnswered(Supplier<T> request) throws InterruptedException {
        return until(() -> {
            try {
                return request.get();
            } catch (AbortedException e) {
                throw interrupted(e);
            } catch (SdkException e) {
                if (Thread.interrupted()) {
                    throw interrupted(e);
                }
                if (!maySucceedLater(e)) {
                    throw e;
                }
                return null;
            }
        });
    }

    <T> T until(Attempt<T> attempt) throws InterruptedException {
        Duration length = FIRST_PAUSE;
        while (true) {
            T answer = attempt.make();
            if (answer != null) {
                return answer;
            }
            repetitions.incrementAndGet();
            pause.of(length);
            Duration twice = length.multipliedBy(2);
            length = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
    }

    int repetitions() {
        return repetitions.get();
    }

    static boolean maySucceedLater(SdkException e) {
        if (e instanceof AwsServiceException answer) {
            return answer.statusCode() >= 500 || answer.isThrottlingException();
        }
        // Without an answer it is the connection, or else a fault of ours that would never pass.
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static InterruptedException interrupted(SdkException cause) {
        InterruptedException interrupted = new InterruptedException();
        interrupted.initCause(cause);
        return interrupted;
    }
}
