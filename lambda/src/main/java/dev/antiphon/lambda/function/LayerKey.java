package dev.antiphon.lambda.function;

import dev.antiphon.api.Arn;
import java.util.Comparator;

/** A layer, in the order of listings. */
record LayerKey(String account, String region, String name) implements Comparable<LayerKey> {
    private static final Comparator<LayerKey> ORDER =
            Comparator.comparing(LayerKey::account)
                    .thenComparing(LayerKey::region)
                    .thenComparing(LayerKey::name);

    /** A version of it, numbered from 1. */
    record Version(LayerKey layer, long number) implements Comparable<Version> {
        private static final Comparator<Version> ORDER =
                Comparator.comparing(Version::layer).thenComparingLong(Version::number);

        private static final int LONGEST_NUMBER = 18;

        /**
         * @param arn that passed the model's pattern. One that no layer of ours can have, such as
         *     that of a layer of AWS, leads to a version that there is not
         */
        static Version parse(String arn) {
            Arn parsed = Arn.parse(arn);
            String[] resource = parsed.resource().split(":");
            boolean numbered = resource.length > 2 && resource[2].length() <= LONGEST_NUMBER;
            return new Version(
                    new LayerKey(parsed.account(), parsed.region(), resource[1]),
                    numbered ? Long.parseLong(resource[2]) : 0);
        }

        String arn() {
            return layer.arn() + ":" + number;
        }

        @Override
        public int compareTo(Version other) {
            return ORDER.compare(this, other);
        }
    }

    String arn() {
        return Arn.of("lambda", region, account, "layer:" + name).toString();
    }

    @Override
    public int compareTo(LayerKey other) {
        return ORDER.compare(this, other);
    }
}
