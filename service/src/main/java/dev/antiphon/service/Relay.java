package dev.antiphon.service;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation whose answer is made outside of the store: the catalog says what is to be done, and
 * whoever does it knows the answer. Nothing of it is durable; where something must be, the course
 * is a {@link Command}.
 */
public non-sealed interface Relay<I extends SdkPojo, O extends SdkPojo> extends Operation<I, O> {
    /** How a request is answered. */
    sealed interface Course<I extends SdkPojo, O extends SdkPojo> {
        /**
         * By what has been begun.
         *
         * @param answer completes on whichever thread; with an {@link
         *     dev.antiphon.api.AwsException} if it fails
         */
        record Outside<I extends SdkPojo, O extends SdkPojo>(CompletionStage<O> answer)
                implements Course<I, O> {}

        /**
         * By what has been begun, piece by piece.
         *
         * @param answer completes when the first of it is known, as that of {@link Outside} does
         */
        record Streamed<I extends SdkPojo, O extends SdkPojo>(CompletionStage<Stream<O>> answer)
                implements Course<I, O> {}

        /** By the partition of an entity, like any command. */
        record Inside<I extends SdkPojo, O extends SdkPojo>(Command<I, O> command)
                implements Course<I, O> {}
    }

    /**
     * An answer that goes on after it has been given.
     *
     * @param events instances of the SDK's classes of the output's events; for one subscriber
     */
    record Stream<O extends SdkPojo>(O response, Flow.Publisher<? extends SdkPojo> events) {}

    /**
     * The ARN of the entity that the request names, which must be within the caller's reach.
     *
     * @throws dev.antiphon.api.AwsException if the request names none
     */
    String entity(I request, Caller caller);

    /**
     * The command that a request is, where the request alone says that nothing is to be done
     * outside: within the server such a call is made exactly once. Null where that is not so.
     *
     * @throws dev.antiphon.api.AwsException if the request is none that could be carried out
     */
    default @Nullable Command<I, O> inside(I request) {
        return null;
    }

    /**
     * Begins it. Does not block.
     *
     * @throws dev.antiphon.api.AwsException if the catalog says that it cannot be done
     */
    Course<I, O> course(Catalogs catalogs, I request, Caller caller);
}
