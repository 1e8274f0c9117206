package dev.antiphon.engine;

import dev.antiphon.storage.Family;
import dev.antiphon.storage.Storage;
import dev.antiphon.storage.StorageException;
import dev.antiphon.storage.WriteBatch;
import java.util.List;

/**
 * The one row that belongs to no partition: what the data directory was made with.
 *
 * @param format of keys and engine rows
 * @param partitions part of every key, so it stays what it was at the first start
 */
record NodeRow(int format, int partitions) {
    static final int FORMAT = 1;
    private static final int NO_PARTITION = 0xFFFF;
    private static final int KEY = 0;

    static final Table<Integer, NodeRow> TABLE =
            Table.of(
                    6,
                    "node",
                    Family.STATE,
                    KeyCodec.of((key, out) -> out.u8(key), in -> in.u8()),
                    new RowCodec<>() {
                        @Override
                        public int version() {
                            return 1;
                        }

                        @Override
                        public void write(NodeRow row, RowWriter out) {
                            out.varint(row.format).varint(row.partitions);
                        }

                        @Override
                        public NodeRow read(int version, RowReader in) {
                            return new NodeRow((int) in.varint(), (int) in.varint());
                        }
                    });

    /**
     * Reads the row of a data directory, or makes it for a new one, and writes it in any case.
     *
     * <p>What a start finds may be in the operating system's hands only: writes of a killed process
     * that nobody has synced. Answers will rest on it (a repeated send is told of the first one),
     * so it must be durable before the first of them. A write is durable with all that was written
     * before it, so that one is enough.
     *
     * @throws IllegalStateException if the directory was written by a later format
     * @throws StorageException if the storage takes no writes: then nothing can be promised
     */
    static NodeRow readOrCreate(Storage storage, int partitions) throws StorageException {
        Keyspace keyspace = new Keyspace(storage, NO_PARTITION);
        NodeRow found = keyspace.get(TABLE, KEY);
        if (found != null && found.format > FORMAT) {
            throw new IllegalStateException(
                    "the data directory has format "
                            + found.format
                            + ", this server knows up to "
                            + FORMAT);
        }
        NodeRow row = found == null ? new NodeRow(FORMAT, partitions) : found;
        byte[] key = keyspace.key(TABLE, KEY);
        RowWriter value = new RowWriter();
        Keyspace.encodeRow(TABLE, row, value);
        WriteBatch batch = storage.newBatch();
        batch.put(TABLE.family(), key, key.length, value.array(), value.length());
        storage.write(List.of(batch), Storage.Sync.DURABLE);
        return row;
    }
}
