package dev.antiphon.lambda.mapping;

import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import dev.antiphon.storage.Family;
import org.jspecify.annotations.Nullable;

/**
 * Why a mapping has refused messages since a batch has last succeeded: its {@code
 * LastProcessingResult}. AWS shows none for queues, since there every message reaches the function;
 * here one without a required idempotency key does not, and no function's log tells of it. It is on
 * the partition of the mapping's source, and written when it changes.
 */
final class MappingProblem {
    static final Table<MappingKey, String> TABLE =
            Table.of(
                            169,
                            "lambda.mapping-problems",
                            Family.STATE,
                            MappingKey.CODEC,
                            new RowCodec<String>() {
                                @Override
                                public int version() {
                                    return 1;
                                }

                                @Override
                                public void write(String reason, RowWriter out) {
                                    out.text(reason);
                                }

                                @Override
                                public String read(int version, RowReader in) {
                                    return in.text();
                                }
                            })
                    .soft()
                    .publish();

    private MappingProblem() {}

    static void note(Tx tx, MappingKey mapping, String reason) {
        if (!reason.equals(tx.get(TABLE, mapping))) {
            tx.put(TABLE, mapping, reason);
        }
    }

    static void forget(Tx tx, MappingKey mapping) {
        if (tx.get(TABLE, mapping) != null) {
            tx.delete(TABLE, mapping);
        }
    }

    /** As AWS words it for streams; null if there is nothing to tell. */
    static @Nullable String shown(Catalogs catalogs, MappingKey mapping) {
        String reason = catalogs.catalog(TABLE).get(mapping);
        return reason == null ? null : "PROBLEM: " + reason;
    }
}
