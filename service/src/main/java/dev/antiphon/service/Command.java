package dev.antiphon.service;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import software.amazon.awssdk.core.SdkPojo;

/** An operation on one entity: it runs on the partition that owns it. */
public non-sealed interface Command<I extends SdkPojo, O extends SdkPojo> extends Operation<I, O> {
    /**
     * The ARN of the entity, by which the call is routed.
     *
     * @throws dev.antiphon.api.AwsException if the request names none
     */
    String entity(I request, Caller caller);

    Outcome<O> handle(Tx tx, I request, Caller caller);

    /**
     * Whether who has the request's words may make it, of whatever account: such as the token of a
     * link that a mail brought.
     */
    default boolean open(I request) {
        return false;
    }
}
