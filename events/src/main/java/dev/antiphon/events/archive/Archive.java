package dev.antiphon.events.archive;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.events.BusArn;
import dev.antiphon.events.EventsErrors;
import dev.antiphon.events.ResourceKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.ArchiveState;

/**
 * The definition of an archive.
 *
 * @param id never given to another archive: events are kept under it
 * @param pattern what it takes, or null for everything
 * @param retentionDays how long it keeps an event; 0 for ever
 */
record Archive(
        ResourceKey key,
        long id,
        BusArn bus,
        @Nullable String description,
        @Nullable String pattern,
        int retentionDays,
        @Nullable String kmsKey,
        Instant created) {

    /** In ARNs. */
    static final String TYPE = "archive";

    /** There is nothing about an archive that could take time or fail. */
    static final ArchiveState STATE = ArchiveState.ENABLED;

    static final RowCodec<Archive> CODEC = new Codec();

    String arn() {
        return key.arn(TYPE);
    }

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static Archive require(@Nullable Archive found, String name) {
        if (found == null) {
            throw EventsErrors.notFound("Archive " + name + " does not exist.");
        }
        return found;
    }

    private static final class Codec implements RowCodec<Archive> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Archive row, RowWriter out) {
            row.key.write(out);
            out.i64(row.id);
            row.bus.write(out);
            out.optionalText(row.description)
                    .optionalText(row.pattern)
                    .varint(row.retentionDays)
                    .optionalText(row.kmsKey)
                    .i64(row.created.toEpochMilli());
        }

        @Override
        public Archive read(int version, RowReader in) {
            return new Archive(
                    ResourceKey.read(in),
                    in.i64(),
                    BusArn.read(in),
                    in.optionalText(),
                    in.optionalText(),
                    (int) in.varint(),
                    in.optionalText(),
                    Instant.ofEpochMilli(in.i64()));
        }
    }
}
