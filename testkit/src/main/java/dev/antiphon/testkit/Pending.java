package dev.antiphon.testkit;

import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** A call under way on a {@link TestNode}. */
public final class Pending<O> {
    private boolean ended;
    private boolean cancelled;
    private @Nullable O value;
    private @Nullable Throwable error;
    private Flow.@Nullable Publisher<? extends SdkPojo> events;

    void done(O result) {
        end();
        value = result;
    }

    void begun(O result, Flow.Publisher<? extends SdkPojo> stream) {
        done(result);
        events = stream;
    }

    void failed(Throwable failure) {
        end();
        error = failure;
    }

    private void end() {
        if (ended) {
            throw new AssertionError("a call was answered twice");
        }
        ended = true;
    }

    /** Hangs up, as a client does that closes its connection. */
    public void cancel() {
        cancelled = true;
    }

    public boolean cancelled() {
        return cancelled;
    }

    /** Whether there is an answer or an error. */
    public boolean ended() {
        return ended;
    }

    /** What the call failed with, or null. */
    public @Nullable Throwable error() {
        return error;
    }

    /** What the answer goes on with, if that is a stream. */
    public Flow.Publisher<? extends SdkPojo> events() {
        value();
        return Objects.requireNonNull(events);
    }

    /**
     * The answer.
     *
     * @throws RuntimeException what the call failed with
     * @throws AssertionError if it is still under way
     */
    public O value() {
        if (!ended) {
            throw new AssertionError("the call has not been answered yet");
        }
        Throwable failure = error;
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure != null) {
            throw new AssertionError(failure);
        }
        return Objects.requireNonNull(value);
    }
}
