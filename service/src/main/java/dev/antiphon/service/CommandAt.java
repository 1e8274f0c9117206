package dev.antiphon.service;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A command whose request does not say which entity it is about: the catalog did, to the {@link
 * Relay} whose course this is.
 *
 * @param address the ARN of the entity
 */
public record CommandAt<I extends SdkPojo, O extends SdkPojo>(String address, Handler<I, O> handler)
        implements Command<I, O> {
    /** See {@link Command#handle}. */
    @FunctionalInterface
    public interface Handler<I, O> {
        O handle(Tx tx, I request, Caller caller);
    }

    @Override
    public String entity(I request, Caller caller) {
        return address;
    }

    @Override
    public Outcome<O> handle(Tx tx, I request, Caller caller) {
        return Outcome.reply(handler.handle(tx, request, caller));
    }
}
