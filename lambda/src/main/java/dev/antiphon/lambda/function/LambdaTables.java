package dev.antiphon.lambda.function;

import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Table;
import dev.antiphon.storage.Family;

/**
 * The tables of functions and layers: ids 150 to 163. All rows of a function are on the partition
 * of its ARN, those of a layer on that of its own; all but the code are published.
 */
final class LambdaTables {
    private LambdaTables() {}

    private static final KeyCodec<FunctionKey> BY_FUNCTION =
            KeyCodec.of(
                    (key, out) -> out.text(key.account()).text(key.region()).text(key.name()),
                    in -> new FunctionKey(in.text(), in.text(), in.text()));

    private static final KeyCodec<VersionKey> BY_VERSION =
            KeyCodec.of(
                    (key, out) -> {
                        BY_FUNCTION.write(key.function(), out);
                        out.i64(key.number());
                    },
                    in -> new VersionKey(BY_FUNCTION.read(in), in.i64()));

    private static final KeyCodec<QualifiedKey> BY_QUALIFIER =
            KeyCodec.of(
                    (key, out) -> {
                        BY_FUNCTION.write(key.function(), out);
                        out.text(key.qualifier());
                    },
                    in -> new QualifiedKey(BY_FUNCTION.read(in), in.text()));

    private static final KeyCodec<CodeKey> BY_CODE =
            KeyCodec.of(
                    (key, out) -> out.text(key.owner()).text(key.sha256()),
                    in -> new CodeKey(in.text(), in.text()));

    private static final KeyCodec<CodeKey.Chunk> BY_CHUNK =
            KeyCodec.of(
                    (key, out) -> {
                        BY_CODE.write(key.code(), out);
                        out.i64(key.index());
                    },
                    in -> new CodeKey.Chunk(BY_CODE.read(in), in.i64()));

    private static final KeyCodec<LayerKey> BY_LAYER =
            KeyCodec.of(
                    (key, out) -> out.text(key.account()).text(key.region()).text(key.name()),
                    in -> new LayerKey(in.text(), in.text(), in.text()));

    private static final KeyCodec<LayerKey.Version> BY_LAYER_VERSION =
            KeyCodec.of(
                    (key, out) -> {
                        BY_LAYER.write(key.layer(), out);
                        out.i64(key.number());
                    },
                    in -> new LayerKey.Version(BY_LAYER.read(in), in.i64()));

    private static final RowCodec<QualifiedKey> QUALIFIED =
            RowCodec.first(
                    (key, out) -> {
                        writeKey(key.function(), out);
                        out.text(key.qualifier());
                    },
                    in -> new QualifiedKey(readKey(in), in.text()));

    private static final KeyCodec<LayerUse> BY_USE =
            KeyCodec.of(
                    (key, out) -> {
                        BY_CODE.write(key.code(), out);
                        out.text(key.user());
                    },
                    in -> new LayerUse(BY_CODE.read(in), in.text()));

    private static final RowCodec<Boolean> MARK =
            RowCodec.first((mark, out) -> out.bool(mark), RowReader::bool);

    private static final RowCodec<Long> NUMBER =
            RowCodec.first((number, out) -> out.varint(number), RowReader::varint);

    private static final RowCodec<byte[]> BYTES =
            RowCodec.first((bytes, out) -> out.bytes(bytes), RowReader::bytes);

    static final Table<FunctionKey, Function> FUNCTIONS =
            Table.of(150, "lambda.functions", Family.STATE, BY_FUNCTION, Function.CODEC).publish();

    static final Table<VersionKey, Version> VERSIONS =
            Table.of(151, "lambda.versions", Family.STATE, BY_VERSION, Version.CODEC).publish();

    static final Table<QualifiedKey, Alias> ALIASES =
            Table.of(152, "lambda.aliases", Family.STATE, BY_QUALIFIER, Alias.CODEC).publish();

    static final Table<QualifiedKey, EventInvokeConfig> EVENT_INVOKE_CONFIGS =
            Table.of(
                            155,
                            "lambda.event-invoke-configs",
                            Family.STATE,
                            BY_QUALIFIER,
                            EventInvokeConfig.CODEC)
                    .publish();

    static final Table<QualifiedKey, FunctionUrl> URLS =
            Table.of(156, "lambda.urls", Family.STATE, BY_QUALIFIER, FunctionUrls.CODEC).publish();

    /** Leads from the id of a URL to it. */
    static final Table<String, QualifiedKey> URL_IDS =
            Table.of(157, "lambda.url-ids", Family.STATE, KeyCodec.TEXT, QUALIFIED).publish();

    static final Table<QualifiedKey, Policy> POLICIES =
            Table.of(158, "lambda.policies", Family.STATE, BY_QUALIFIER, Policy.CODEC).publish();

    static final Table<QualifiedKey, Provisioned> PROVISIONED =
            Table.of(159, "lambda.provisioned", Family.STATE, BY_QUALIFIER, Provisioned.CODEC)
                    .publish();

    static final Table<LayerKey.Version, LayerVersion> LAYERS =
            Table.of(160, "lambda.layers", Family.STATE, BY_LAYER_VERSION, LayerVersion.CODEC)
                    .publish();

    /** The number of each layer's version that was published last, also if it was deleted since. */
    static final Table<LayerKey, Long> LAYER_NUMBERS =
            Table.of(161, "lambda.layer-numbers", Family.STATE, BY_LAYER, NUMBER);

    static final Table<String, CodeSigning> CODE_SIGNING =
            Table.of(162, "lambda.code-signing", Family.STATE, KeyCodec.TEXT, CodeSigning.CODEC)
                    .publish();

    static final Table<CodeKey, StoredArchive> ARCHIVES =
            Table.of(153, "lambda.archives", Family.STATE, BY_CODE, StoredArchive.CODEC);

    static final Table<CodeKey.Chunk, byte[]> CHUNKS =
            Table.of(154, "lambda.code", Family.LOG, BY_CHUNK, BYTES);

    static final Table<LayerUse, Boolean> LAYER_USES =
            Table.of(163, "lambda.layer-uses", Family.STATE, BY_USE, MARK);

    // Parts of rows

    static void writeKey(FunctionKey key, RowWriter out) {
        out.text(key.account()).text(key.region()).text(key.name());
    }

    static FunctionKey readKey(RowReader in) {
        return new FunctionKey(in.text(), in.text(), in.text());
    }
}
