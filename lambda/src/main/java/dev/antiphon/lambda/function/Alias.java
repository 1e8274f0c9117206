package dev.antiphon.lambda.function;

import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;

/**
 * A name for one version, or for two of them by weight.
 *
 * @param version that gets what the others do not
 * @param weights from 0 to 1 of further versions
 */
record Alias(
        QualifiedKey key,
        String version,
        String description,
        Map<String, Double> weights,
        String revision) {
    static final RowCodec<Alias> CODEC = new Codec();

    Alias {
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    }

    /**
     * The version that an invocation runs.
     *
     * @param chance from 0 to 1, evenly spread
     */
    String choose(double chance) {
        double left = chance;
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            left -= weight.getValue();
            if (left < 0) {
                return weight.getKey();
            }
        }
        return version;
    }

    boolean leadsTo(String other) {
        return version.equals(other) || weights.containsKey(other);
    }

    AliasConfiguration view() {
        AliasConfiguration.Builder view =
                AliasConfiguration.builder()
                        .aliasArn(key.arn())
                        .name(key.qualifier())
                        .functionVersion(version)
                        .description(description)
                        .revisionId(revision);
        if (!weights.isEmpty()) {
            view.routingConfig(
                    AliasRoutingConfiguration.builder().additionalVersionWeights(weights).build());
        }
        return view.build();
    }

    private static final class Codec implements RowCodec<Alias> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Alias alias, RowWriter out) {
            LambdaTables.writeKey(alias.key.function(), out);
            out.text(alias.key.qualifier()).text(alias.version).text(alias.description);
            out.varint(alias.weights.size());
            alias.weights.forEach(
                    (version, weight) -> out.text(version).i64(Double.doubleToLongBits(weight)));
            out.text(alias.revision);
        }

        @Override
        public Alias read(int version, RowReader in) {
            QualifiedKey key = new QualifiedKey(LambdaTables.readKey(in), in.text());
            String target = in.text();
            String description = in.text();
            Map<String, Double> weights = new TreeMap<>();
            for (long left = in.varint(); left > 0; left--) {
                weights.put(in.text(), Double.longBitsToDouble(in.i64()));
            }
            return new Alias(key, target, description, weights, in.text());
        }
    }
}
