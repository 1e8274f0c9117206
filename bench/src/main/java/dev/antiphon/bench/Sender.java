package dev.antiphon.bench;

import java.util.function.BooleanSupplier;

/**
 * Sends one request after the other on a connection of its own, in groups of its own: so a group's
 * messages are sent in the order of their numbers.
 */
final class Sender implements Connection.Reply {
    private final Bench bench;
    private final Connection connection;
    private final Sends sends;
    private final Ledger ledger;
    private final Meter meter;
    private final int[] groups;
    private final BooleanSupplier goesOn;
    private int turn;
    private long first;
    private boolean idle = true;
    private int unknown;

    /**
     * @param groups to send to in turn
     * @param goesOn asked before every request
     */
    Sender(
            Bench bench,
            Sends sends,
            Ledger ledger,
            Meter meter,
            int[] groups,
            BooleanSupplier goesOn) {
        this.bench = bench;
        this.connection = bench.loop().newConnection();
        this.sends = sends;
        this.ledger = ledger;
        this.meter = meter;
        this.groups = groups;
        this.goesOn = goesOn;
    }

    void next() {
        idle = !goesOn.getAsBoolean();
        if (!idle) {
            first = ledger.take(sends.messages());
            int group = groups[turn++ % groups.length];
            sends.send(connection, first, group, this);
        }
    }

    @Override
    public void answered(Answer answer) {
        if (answer.good() && !answer.hasFailedEntries()) {
            bench.errors().good();
            meter.record(answer.nanos(), sends.messages());
            ledger.acknowledged(first, sends.messages());
            next();
        } else {
            failed(answer.toString());
        }
    }

    @Override
    public void broken(String why) {
        failed(why);
    }

    private void failed(String why) {
        unknown += sends.messages();
        bench.errors().add(why);
        bench.loop().afterPause(this::next);
    }

    /** Whether it has stopped. */
    boolean idle() {
        return idle;
    }

    /** Messages of which nobody knows whether the server has them. */
    int unknown() {
        return unknown;
    }

    void close() {
        connection.close();
    }
}
