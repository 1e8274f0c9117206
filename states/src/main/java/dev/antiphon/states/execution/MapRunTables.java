package dev.antiphon.states.execution;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Table;
import dev.antiphon.storage.Family;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The tables of Map Runs: ids 116 to 119. */
final class MapRunTables {
    private MapRunTables() {}

    /** An item of a Map Run, or batch of them: what a child is for. */
    record ItemKey(String mapRun, int index) {
        private static final KeyCodec<ItemKey> CODEC =
                new KeyCodec<>() {
                    @Override
                    public void write(ItemKey key, KeyWriter out) {
                        out.text(key.mapRun).i64(key.index);
                    }

                    @Override
                    public ItemKey read(KeyReader in) {
                        return new ItemKey(in.text(), (int) in.i64());
                    }
                };
    }

    /**
     * @param input of the child
     * @param child the ARN that it has since it has begun, or null
     * @param output of the child when it has succeeded, or null
     */
    record Item(String input, @Nullable String child, boolean ended, @Nullable String output) {
        private static final RowCodec<Item> CODEC =
                new RowCodec<>() {
                    @Override
                    public int version() {
                        return 1;
                    }

                    @Override
                    public void write(Item item, RowWriter out) {
                        out.text(item.input).optionalText(item.child);
                        out.bool(item.ended).optionalText(item.output);
                    }

                    @Override
                    public Item read(int version, RowReader in) {
                        return new Item(in.text(), in.optionalText(), in.bool(), in.optionalText());
                    }
                };
    }

    /** A Map Run of an execution, on the execution's partition. */
    record ListKey(long execution, String mapRun) {
        private static final KeyCodec<ListKey> CODEC =
                new KeyCodec<>() {
                    @Override
                    public void write(ListKey key, KeyWriter out) {
                        out.i64(key.execution).text(key.mapRun);
                    }

                    @Override
                    public ListKey read(KeyReader in) {
                        return new ListKey(in.i64(), in.text());
                    }
                };
    }

    /** When it began, and ended, and how often it was redriven. */
    record Listed(Instant started, @Nullable Instant stopped, int redrives) {
        private static final RowCodec<Listed> CODEC =
                new RowCodec<>() {
                    @Override
                    public int version() {
                        return 2;
                    }

                    @Override
                    public void write(Listed listed, RowWriter out) {
                        Rows.write(out, listed.started);
                        Rows.writeOptional(out, listed.stopped);
                        out.varint(listed.redrives);
                    }

                    @Override
                    public Listed read(int version, RowReader in) {
                        return new Listed(
                                Rows.readInstant(in),
                                Rows.readOptionalInstant(in),
                                version < 2 ? 0 : (int) in.varint());
                    }
                };
    }

    static final Table<String, MapRun> MAP_RUNS =
            Table.of(116, "states.map-runs", Family.STATE, KeyCodec.TEXT, MapRun.CODEC);

    static final Table<ItemKey, Item> ITEMS =
            Table.of(117, "states.map-run-items", Family.STATE, ItemKey.CODEC, Item.CODEC);

    static final Table<ListKey, Listed> LISTED =
            Table.of(118, "states.map-runs-of", Family.STATE, ListKey.CODEC, Listed.CODEC);

    static void register(Registry registry) {
        registry.table(MAP_RUNS);
        registry.table(ITEMS);
        registry.table(LISTED);
    }
}
