package dev.antiphon.lambda.mapping;

import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Scan;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import dev.antiphon.lambda.function.FunctionName;
import dev.antiphon.lambda.function.SameMembers;
import dev.antiphon.service.ModelRow;
import dev.antiphon.storage.Family;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/**
 * A mapping: a row on the partition of its source.
 *
 * @param settings what the caller has said, as AWS shows it; without what the other members say
 * @param enabled whether it reads, once it is settled
 * @param tags in the order of their keys
 */
record Mapping(
        MappingKey key,
        String source,
        FunctionName function,
        EventSourceMappingConfiguration settings,
        boolean enabled,
        MappingState state,
        Instant modified,
        Map<String, String> tags) {
    static final Table<MappingKey, Mapping> TABLE =
            Table.of(168, "lambda.mappings", Family.STATE, MappingKey.CODEC, new Codec()).publish();

    /** Why it is in its state: so far it was always because somebody said so. */
    private static final String REASON = "USER_INITIATED";

    Mapping {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    Mapping in(MappingState next) {
        return new Mapping(key, source, function, settings, enabled, next, modified, tags);
    }

    Mapping tagged(Map<String, String> changed) {
        return new Mapping(key, source, function, settings, enabled, state, modified, changed);
    }

    /** What its poller has settled: null if that it is gone. */
    @Nullable Mapping settled() {
        if (state == MappingState.DELETING) {
            return null;
        }
        return in(enabled ? MappingState.ENABLED : MappingState.DISABLED);
    }

    boolean reads() {
        return enabled && state != MappingState.DELETING;
    }

    int batchSize() {
        return settings.batchSize();
    }

    Duration window() {
        return Duration.ofSeconds(settings.maximumBatchingWindowInSeconds());
    }

    /** The members of an answer that shows it. */
    <B extends SdkPojo> B show(B builder) {
        return SameMembers.copy(
                settings.toBuilder()
                        .uuid(key.uuid())
                        .eventSourceMappingArn(key.arn())
                        .eventSourceArn(source)
                        .functionArn(function.qualifiedArn())
                        .state(state.shown())
                        .stateTransitionReason(REASON)
                        .lastModified(modified)
                        .build(),
                builder);
    }

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static Mapping require(Catalogs catalogs, MappingKey key) {
        return require(catalogs.catalog(TABLE).get(key));
    }

    /**
     * One of this partition.
     *
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static Mapping require(Tx tx, MappingKey key) {
        return require(tx.get(TABLE, key));
    }

    private static Mapping require(@Nullable Mapping mapping) {
        if (mapping == null) {
            throw MappingErrors.notFound();
        }
        return mapping;
    }

    /** The first of this partition's mappings that a condition holds for, or null. */
    static @Nullable Mapping find(Tx tx, Predicate<Mapping> condition) {
        try (Scan<MappingKey, Mapping> rows =
                tx.scan(TABLE, new MappingKey("", "", ""), new MappingKey("\uffff", "", ""))) {
            while (rows.next()) {
                if (condition.test(rows.value())) {
                    return rows.value();
                }
            }
        }
        return null;
    }

    private static final class Codec implements RowCodec<Mapping> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Mapping mapping, RowWriter out) {
            MappingKey key = mapping.key;
            out.text(key.account()).text(key.region()).text(key.uuid());
            out.text(mapping.source);
            FunctionName function = mapping.function;
            out.text(function.account()).text(function.region()).text(function.name());
            out.optionalText(function.qualifier());
            ModelRow.write(mapping.settings, out);
            out.bool(mapping.enabled).text(mapping.state.name());
            out.varint(mapping.modified.toEpochMilli());
            out.texts(mapping.tags);
        }

        @Override
        public Mapping read(int version, RowReader in) {
            return new Mapping(
                    new MappingKey(in.text(), in.text(), in.text()),
                    in.text(),
                    new FunctionName(in.text(), in.text(), in.text(), in.optionalText()),
                    ModelRow.read(EventSourceMappingConfiguration.builder(), in).build(),
                    in.bool(),
                    MappingState.valueOf(in.text()),
                    Instant.ofEpochMilli(in.varint()),
                    in.namedTexts());
        }
    }

    /** The patterns of its filters. */
    List<String> patterns() {
        return settings.filterCriteria() == null
                ? List.of()
                : settings.filterCriteria().filters().stream()
                        .map(filter -> filter.pattern() == null ? "" : filter.pattern())
                        .toList();
    }
}
