package dev.antiphon.lambda.mapping;

import dev.antiphon.api.Arn;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
import java.util.Comparator;

/** A mapping, in the order of listings. */
record MappingKey(String account, String region, String uuid) implements Comparable<MappingKey> {
    private static final String SERVICE = "lambda";
    private static final String KIND = Mappings.KIND + ":";
    private static final Comparator<MappingKey> ORDER =
            Comparator.comparing(MappingKey::account)
                    .thenComparing(MappingKey::region)
                    .thenComparing(MappingKey::uuid);

    static final KeyCodec<MappingKey> CODEC =
            new KeyCodec<>() {
                @Override
                public void write(MappingKey key, KeyWriter out) {
                    out.text(key.account()).text(key.region()).text(key.uuid());
                }

                @Override
                public MappingKey read(KeyReader in) {
                    return new MappingKey(in.text(), in.text(), in.text());
                }
            };

    /** The caller's mapping of that id. */
    static MappingKey of(String uuid, Caller caller) {
        return new MappingKey(caller.account(), caller.region(), uuid);
    }

    /** The mapping that an ARN names. */
    static MappingKey of(String text) {
        Arn arn = Arn.parse(text);
        return new MappingKey(arn.account(), arn.region(), arn.resource().substring(KIND.length()));
    }

    String arn() {
        return Arn.of(SERVICE, region, account, KIND + uuid).toString();
    }

    @Override
    public int compareTo(MappingKey other) {
        return ORDER.compare(this, other);
    }
}
