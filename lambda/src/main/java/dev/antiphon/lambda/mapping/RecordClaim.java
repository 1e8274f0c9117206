package dev.antiphon.lambda.mapping;

import dev.antiphon.delivery.source.SourceRecord;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;

/**
 * That the function has a record, or is about to get it.
 *
 * @param record its id
 * @param receives which time it was received
 * @param until when its source gives it to others: by then the claim has come to something
 */
record RecordClaim(String record, int receives, Instant until) {
    static final RowCodec<RecordClaim> CODEC =
            new RowCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(RecordClaim claim, RowWriter out) {
                    out.text(claim.record)
                            .varint(claim.receives)
                            .varint(claim.until.toEpochMilli());
                }

                @Override
                public RecordClaim read(int version, RowReader in) {
                    return new RecordClaim(
                            in.text(), (int) in.varint(), Instant.ofEpochMilli(in.varint()));
                }
            };

    static RecordClaim of(SourceRecord record) {
        return new RecordClaim(record.id(), record.receives(), record.heldUntil());
    }

    /** Whether it is another record's, and still holds. */
    boolean keepsAway(SourceRecord other, Instant now) {
        return !isOf(other) && until.isAfter(now);
    }

    /** Whether the record has it, whenever it was received. */
    boolean isOf(SourceRecord other) {
        return record.equals(other.id());
    }
}
