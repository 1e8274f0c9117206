package dev.antiphon.lambda.mapping;

import dev.antiphon.delivery.idempotency.Idempotency;
import dev.antiphon.delivery.idempotency.InvalidIdempotencyException;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Tx;
import dev.antiphon.lambda.function.LambdaErrors;
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
        Map<String, String> tags = change.apply(mapping.tags());
        check(tags);
        tx.put(Mapping.TABLE, mapping.key(), mapping.tagged(tags));
    }

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException if they ask for
     *     idempotency that cannot be had
     */
    static void check(Map<String, String> tags) {
        try {
            Idempotency.check(tags);
        } catch (InvalidIdempotencyException e) {
            throw LambdaErrors.invalid(e.reason());
        }
    }
}
