package dev.antiphon.engine;

/**
 * Something to be done outside of the store, once what was staged with it is durable: to call an
 * endpoint, to note for whoever watches what has happened. A value; see {@link Tx#perform}.
 */
public interface Effect {}
