package dev.antiphon.lambda.mapping;

import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Tx;
import dev.antiphon.lambda.function.Tagged;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The tags of mappings: with the mapping, on the partition of its source. */
public final class MappingTags implements Tagged {
    @Override
    public String entity(Catalogs catalogs, String arn) {
        return shown(catalogs, arn).source();
    }

    @Override
    public Map<String, String> tags(Catalogs catalogs, String arn) {
        return shown(catalogs, arn).tags();
    }

    private static Mapping shown(Catalogs catalogs, String arn) {
        return Mapping.require(catalogs, MappingKey.of(arn));
    }

    @Override
    public void change(Tx tx, String arn, UnaryOperator<Map<String, String>> change) {
        Mapping mapping = Mapping.require(tx, MappingKey.of(arn));
        tx.put(Mapping.TABLE, mapping.key(), mapping.tagged(change.apply(mapping.tags())));
    }
}
