package dev.antiphon.states.execution;

import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Receiver;
import dev.antiphon.engine.Tx;

/** Who waits for executions to end: such as a state that started one by {@code .sync}. */
public final class Watches {
    static final ParcelKind<Watch> WATCH =
            new ParcelKind<>(
                    "states.watch", Watch.CODEC::write, (home, in) -> Watch.CODEC.read(1, in));

    private Watches() {}

    /**
     * Has a parcel sent when an execution has ended, or at once if it has already: the payload, as
     * written by {@code RowWriter.bytes}, then an {@link EndedExecution}. Nothing is sent if there
     * is no such execution. To be called on any partition.
     *
     * @param executionArn of a Standard execution
     * @param receiver what the parcel is for, made by {@link ParcelKind#ofBytes}
     * @param address what the parcel is routed by
     */
    public static void watch(
            Tx tx,
            String executionArn,
            ParcelKind<byte[]> receiver,
            String address,
            byte[] payload) {
        tx.send(WATCH, executionArn, new Watch(receiver.name(), address, payload));
    }

    static Receiver<Watch> receiver(Programs programs) {
        return (tx, home, watch) -> {
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
