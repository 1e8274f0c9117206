package dev.antiphon.lambda.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.antiphon.delivery.idempotency.Finding;
import dev.antiphon.delivery.idempotency.Idempotency;
import dev.antiphon.delivery.source.Admission;
import dev.antiphon.delivery.source.RecordTrace;
import dev.antiphon.delivery.source.SourceRecord;
import dev.antiphon.delivery.source.Verdict;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.ShardKey;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Timer;
import dev.antiphon.engine.Tx;
import dev.antiphon.storage.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Idempotency of a mapping: of the records with the same key its function succeeds for one within
 * the window. The rows are beside the poller, on the source's partition. A record claims its key in
 * the transaction that receives it, which is as soft as a receive is: whoever loses the one loses
 * the other and the call. A success is noted in the commit that removes the record, so that no
 * crash comes between. A claim holds as long as its record is hidden from others; a record that
 * comes back takes its own claim over.
 */
final class RecordClaims {
    static final Table<RecordKey, RecordClaim> CLAIMS =
            Table.of(166, "lambda.record-claims", Family.STATE, RecordKey.CODEC, RecordClaim.CODEC)
                    .soft();

    /** What is done, and until when that is remembered. */
    static final Table<RecordKey, Instant> DONE =
            Table.of(167, "lambda.records-done", Family.STATE, RecordKey.CODEC, new Until());

    private static final String TIMER = "lambda.records-done";
    private static final ShardKey<LapsedClaims> LAPSED =
            new ShardKey<>("lambda.record-claims", LapsedClaims::new);

    /** Of numbers all digits count. */
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private final Mapping mapping;
    private final Idempotency idempotency;

    private RecordClaims(Mapping mapping, Idempotency idempotency) {
        this.mapping = mapping;
        this.idempotency = idempotency;
    }

    static void register(Registry registry) {
        registry.table(CLAIMS);
        registry.table(DONE);
        registry.table(MappingProblem.TABLE);
        registry.shard(LAPSED);
        registry.timer(TIMER, RecordClaims::forget);
    }

    /** Those of a mapping; null if its tags do not ask for them. */
    static @Nullable RecordClaims of(Mapping mapping) {
        Idempotency idempotency = Idempotency.of(mapping.tags());
        return idempotency == null ? null : new RecordClaims(mapping, idempotency);
    }

    /** Claims the key of a record that was received, unless that is for others. */
    Admission admit(Tx tx, SourceRecord record) {
        RecordKey key = key(record);
        if (key == null) {
            return withoutKey(tx, record);
        }
        Instant done = tx.get(DONE, key);
        if (done != null && done.isAfter(tx.now())) {
            tx.perform(Finding.DUPLICATE);
            trace(tx, record, null);
            return Admission.DONE;
        }
        RecordClaim claim = tx.get(CLAIMS, key);
        if (claim != null && claim.keepsAway(record, tx.now())) {
            tx.perform(Finding.BLOCKED);
            trace(
                    tx,
                    record,
                    "IDEMPOTENCY_KEY_IN_PROGRESS: The function has a message with the same"
                            + " idempotency key: "
                            + claim.record());
            return Admission.WAITS;
        }
        tx.put(CLAIMS, key, RecordClaim.of(record));
        return Admission.HANDED_OUT;
    }

    /** Whether somebody else's claim still keeps a record away. */
    boolean waits(Tx tx, SourceRecord record) {
        RecordKey key = key(record);
        RecordClaim claim = key == null ? null : tx.get(CLAIMS, key);
        return claim != null && claim.keepsAway(record, tx.now());
    }

    private Admission withoutKey(Tx tx, SourceRecord record) {
        if (!idempotency.required()) {
            tx.perform(Finding.KEYLESS);
            return Admission.HANDED_OUT;
        }
        tx.perform(Finding.REFUSED);
        String reason =
                "NO_IDEMPOTENCY_KEY: The message has nothing at "
                        + idempotency.key()
                        + ", which the tags of the event source mapping require.";
        trace(tx, record, reason);
        MappingProblem.note(tx, mapping.key(), reason);
        return Admission.LEFT;
    }

    private void trace(Tx tx, SourceRecord record, @Nullable String error) {
        RecordTrace.attempted(
                tx, record, mapping.source(), mapping.function().qualifiedArn(), error);
    }

    /** Remembers what the function has done, and frees the keys of the rest. */
    void ended(Tx tx, Verdict.Called called) {
        if (called.failed().isEmpty()) {
            MappingProblem.forget(tx, mapping.key());
        }
        for (SourceRecord record : called.done()) {
            RecordKey key = key(record);
            if (key != null) {
                Instant until = tx.after(idempotency.window());
                tx.put(DONE, key, until);
                tx.setTimer(new Timer(TIMER, until, key.text()));
                free(tx, key, record, false);
            }
        }
        for (SourceRecord record : called.failed()) {
            RecordKey key = key(record);
            if (key != null) {
                free(tx, key, record, true);
            }
        }
    }

    /**
     * @param only this receive's claim: the record may have come back and be with the function
     *     again
     */
    private static void free(Tx tx, RecordKey key, SourceRecord record, boolean only) {
        RecordClaim claim = tx.get(CLAIMS, key);
        if (claim != null
                && claim.isOf(record)
                && (!only || claim.receives() == record.receives())) {
            tx.delete(CLAIMS, key);
        }
    }

    private @Nullable RecordKey key(SourceRecord record) {
        String uuid = mapping.key().uuid();
        String digest = idempotency.key().in(body(record), uuid);
        return digest == null ? null : new RecordKey(uuid, digest);
    }

    /** As JSON where it is such, else as a text. */
    private static JsonNode body(SourceRecord record) {
        String body;
        try {
            body = JSON.readTree(record.json()).path("body").asText();
        } catch (IOException e) {
            throw new UncheckedIOException("records are JSON objects", e);
        }
        try {
            JsonNode tree = JSON.readTree(body);
            return tree.isMissingNode() ? TextNode.valueOf(body) : tree;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(body);
        }
    }

    private static void forget(Tx tx, Timer timer) {
        RecordKey key = RecordKey.ofText(timer.key());
        Instant until = tx.get(DONE, key);
        if (until != null && !until.isAfter(tx.now())) {
            tx.delete(DONE, key);
        }
    }

    private static final class Until implements RowCodec<Instant> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Instant until, RowWriter out) {
            out.varint(until.toEpochMilli());
        }

        @Override
        public Instant read(int version, RowReader in) {
            return Instant.ofEpochMilli(in.varint());
        }
    }
}
