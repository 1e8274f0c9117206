package dev.antiphon.lambda.function;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;

/**
 * A version of a layer.
 *
 * @param runtimes that it says it goes with; null where it says nothing
 * @param architectures that it says it goes with; null where it says nothing
 * @param policy who may use it, or null for nobody else
 * @param secret with which the addresses of its code are signed
 */
record LayerVersion(
        LayerKey.Version key,
        Instant created,
        String description,
        @Nullable String license,
        @Nullable List<String> runtimes,
        @Nullable List<String> architectures,
        Code code,
        @Nullable Policy policy,
        byte[] secret) {
    static final RowCodec<LayerVersion> CODEC = new Codec();

    LayerVersion {
        runtimes = runtimes == null ? null : List.copyOf(runtimes);
        architectures = architectures == null ? null : List.copyOf(architectures);
    }

    LayerVersion withPolicy(@Nullable Policy changed) {
        return new LayerVersion(
                key, created, description, license, runtimes, architectures, code, changed, secret);
    }

    /**
     * Whether it says that it goes with what is asked for.
     *
     * @param runtime or null for any
     * @param architecture or null for any
     */
    boolean goesWith(@Nullable String runtime, @Nullable String architecture) {
        return (runtime == null || (runtimes != null && runtimes.contains(runtime)))
                && (architecture == null
                        || (architectures != null && architectures.contains(architecture)));
    }

    /** Whether an account may have its functions use it. */
    boolean admits(String account) {
        if (account.equals(key.layer().account())) {
            return true;
        }
        String principal = "\"Principal\":{\"AWS\":\"" + Statement.account(account) + "\"}";
        return policy != null
                && policy.statements().values().stream()
                        .anyMatch(statement ->
                                !statement.contains("\"Condition\"")
                                        && (statement.contains("\"Principal\":\"*\"")
                                                || statement.contains(principal)));
    }

    LayerVersionsListItem listed() {
        return LayerVersionsListItem.builder()
                .layerVersionArn(key.arn())
                .version(key.number())
                .description(description)
                .createdDate(Timestamps.text(created))
                .licenseInfo(license)
                .compatibleRuntimesWithStrings(runtimes)
                .compatibleArchitecturesWithStrings(architectures)
                .build();
    }

    private static final class Codec implements RowCodec<LayerVersion> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(LayerVersion version, RowWriter out) {
            LayerKey layer = version.key.layer();
            out.text(layer.account()).text(layer.region()).text(layer.name());
            out.varint(version.key.number()).i64(version.created.toEpochMilli());
            out.text(version.description).optionalText(version.license);
            writeList(version.runtimes, out);
            writeList(version.architectures, out);
            version.code.write(out);
            out.bool(version.policy != null);
            if (version.policy != null) {
                version.policy.write(out);
            }
            out.bytes(version.secret);
        }

        @Override
        public LayerVersion read(int version, RowReader in) {
            LayerKey layer = new LayerKey(in.text(), in.text(), in.text());
            return new LayerVersion(
                    new LayerKey.Version(layer, in.varint()),
                    Instant.ofEpochMilli(in.i64()),
                    in.text(),
                    in.optionalText(),
                    readList(in),
                    readList(in),
                    Code.read(in),
                    in.bool() ? Policy.read(in) : null,
                    in.bytes());
        }

        private static void writeList(@Nullable List<String> texts, RowWriter out) {
            out.bool(texts != null);
            if (texts != null) {
                out.texts(texts);
            }
        }

        private static @Nullable List<String> readList(RowReader in) {
            return in.bool() ? in.texts() : null;
        }
    }
}
