package dev.antiphon.wire;

import dev.antiphon.api.Caller;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import software.amazon.awssdk.core.SdkPojo;

/** A decoded and validated call that waits for its answer. */
public interface WireCall {
    /** AWS's name of the service in endpoints and ARNs, such as {@code sqs}. */
    String service();

    /** Such as {@code SendMessage}. */
    String operation();

    /** An instance of the SDK's request class of the operation. */
    SdkPojo request();

    Caller caller();

    /** What the request takes in memory, in bytes, roughly. */
    int bytes();

    /** The event loop that the answer must be given on. */
    Executor lane();

    /** Whether the client has gone. */
    boolean cancelled();

    /** Answers. On the {@link #lane} only, once. */
    void reply(SdkPojo response);

    /**
     * Answers with what begins now: for operations whose output is a stream of events. On the
     * {@link #lane} only, once.
     *
     * @param events instances of the SDK's classes of the stream's events
     */
    void reply(SdkPojo response, Flow.Publisher<? extends SdkPojo> events);

    /**
     * Answers with an error: an {@link dev.antiphon.api.AwsException}, or anything else as AWS's
     * {@code InternalFailure}.
     */
    void fail(Throwable error);
}
