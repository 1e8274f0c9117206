package dev.antiphon.engine;

/** Receives what was sent through the outbox, once per parcel, as an operation of its own. */
@FunctionalInterface
public interface Receiver<P> {
    /**
     * Must not throw for what it could foresee: a parcel that it cannot take it must send on (to a
     * dead-letter queue, back to its sender) or drop knowingly.
     *
     * @param address what the sender addressed, such as a queue's ARN
     */
    void receive(Tx tx, String address, P payload);
}
