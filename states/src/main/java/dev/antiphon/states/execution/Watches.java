package dev.antiphon.states.execution;

import dev.antiphon.engine.Receiver;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;

/** Who waits for executions to end: such as a state that started one by {@code .sync}. */
public final class Watches {
    static final String RECEIVER = "states.watch";

    private Watches() {}

    /**
     * Has a parcel sent when an execution has ended, or at once if it has already: the payload, as
     * written by {@code RowWriter.bytes}, then an {@link EndedExecution}. Nothing is sent if there
     * is no such execution. To be called on any partition.
     *
     * @param executionArn of a Standard execution
     * @param receiver the name of the receiver that the parcel is for
     * @param address what the parcel is routed by
     */
    public static void watch(
            Tx tx, String executionArn, String receiver, String address, byte[] payload) {
        RowWriter out = new RowWriter();
        Watch.CODEC.write(new Watch(receiver, address, payload), out);
        tx.send(RECEIVER, executionArn, out.toBytes());
    }

    static Receiver receiver(Programs programs) {
        return (tx, home, payload) -> {
            Watch watch = Watch.CODEC.read(1, new RowReader(payload));
            Execution execution = tx.get(ExecutionTables.STANDARD.executions(), home);
            if (execution == null) {
                return;
            }
            Closed closed = Closed.of(tx, execution);
            if (closed == null) {
                tx.put(
                        ExecutionTables.WATCHES,
                        new Watch.Key(execution.number(), tx.ids().next()),
                        watch);
            } else {
                Endings.send(tx, watch, closed.ended());
            }
        };
    }
}
