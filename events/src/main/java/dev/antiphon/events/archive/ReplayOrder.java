package dev.antiphon.events.archive;

import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.events.BusArn;
import dev.antiphon.events.ResourceKey;
import java.time.Instant;
import java.util.List;

/** What a replay has the partition of its archive do. */
sealed interface ReplayOrder {
    ParcelKind<ReplayOrder> KIND =
            new ParcelKind<>("events.replay-work", ReplayOrder::write, (archive, in) -> read(in));

    ResourceKey replay();

    /**
     * @param rules the ARNs of the only rules that are to see the events; empty for all
     */
    record Begin(ResourceKey replay, BusArn bus, List<String> rules, Instant from, Instant to)
            implements ReplayOrder {
        public Begin {
            rules = List.copyOf(rules);
        }
    }

    record Cancel(ResourceKey replay) implements ReplayOrder {}

    private static void write(ReplayOrder order, RowWriter out) {
        order.replay().write(out);
        switch (order) {
            case Begin begin -> {
                out.bool(true);
                begin.bus.write(out);
                out.texts(begin.rules);
                out.i64(begin.from.toEpochMilli()).i64(begin.to.toEpochMilli());
            }
            case Cancel _ -> out.bool(false);
        }
    }

    private static ReplayOrder read(RowReader in) {
        ResourceKey replay = ResourceKey.read(in);
        return in.bool()
                ? new Begin(
                        replay,
                        BusArn.read(in),
                        in.texts(),
                        Instant.ofEpochMilli(in.i64()),
                        Instant.ofEpochMilli(in.i64()))
                : new Cancel(replay);
    }
}
