package dev.antiphon.delivery;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Table;
import dev.antiphon.storage.Family;

/** The tables of deliveries: ids 10 and 11. Keys are numbers of the partition. */
final class DeliveryTables {
    private DeliveryTables() {}

    private static final RowCodec<Delivery> DELIVERY =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(Delivery value, RowWriter out) {
                    out.text(value.target());
                    value.write(out);
                }

                @Override
                public Delivery read(int version, RowReader in) {
                    return Delivery.read(in.text(), in);
                }
            };

    /**
     * Those that wait for an attempt or its outcome: written once, deleted once. Outside, a removal
     * that is lost costs a repetition; inside, it commits with what the target staged.
     */
    static final Table<Long, Delivery> DELIVERIES =
            Table.of(10, "delivery.deliveries", Family.LOG, KeyCodec.NUMBER, DELIVERY)
                    .softRemovals();

    /** What changes about them. */
    static final Table<Long, Progress> PROGRESS =
            Table.of(11, "delivery.progress", Family.STATE, KeyCodec.NUMBER, Progress.CODEC).soft();
}
