package dev.antiphon.storage.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.antiphon.storage.Family;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;

/**
 * The column families: RocksDB's own {@code default}, which stays empty, and one for each family.
 * RocksDB numbers them in the order of their creation, and batches hold the numbers; so a family
 * may be added at the end, but none removed, renamed or moved.
 */
final class ColumnFamilies {
    private ColumnFamilies() {}

    static int id(Family family) {
        return switch (family) {
            case STATE -> 1;
            case LOG -> 2;
            case QUEUE -> 3;
        };
    }

    /** By their ids. */
    static List<ColumnFamilyDescriptor> descriptors(Tuning tuning) {
        return List.of(
                new ColumnFamilyDescriptor("default".getBytes(US_ASCII), tuning.defaultFamily()),
                new ColumnFamilyDescriptor(
                        "state".getBytes(US_ASCII), tuning.columnFamily(Family.STATE)),
                new ColumnFamilyDescriptor(
                        "log".getBytes(US_ASCII), tuning.columnFamily(Family.LOG)),
                new ColumnFamilyDescriptor(
                        "queue".getBytes(US_ASCII), tuning.columnFamily(Family.QUEUE)));
    }

    /** Makes sure that RocksDB numbered them as the batches will. */
    static void check(List<ColumnFamilyHandle> handles) {
        for (int id = 0; id < handles.size(); id++) {
            if (handles.get(id).getID() != id) {
                throw new IllegalStateException("Column family " + id + " has another id");
            }
        }
    }
}
