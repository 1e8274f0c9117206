package dev.antiphon.lambda.mapping;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import dev.antiphon.engine.Outcome;
import dev.antiphon.engine.Tx;
import dev.antiphon.service.Command;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation on a mapping that exists: callers name it by its id, but it lives with its source,
 * which never changes. Where that is, the catalog knows.
 */
final class AtSource<I extends SdkPojo, O extends SdkPojo> implements Command<I, O> {
    /** What is done to the mapping, on its partition. */
    @FunctionalInterface
    interface Change<I, O> {
        O apply(Tx tx, Mapping mapping, I request, Caller caller);
    }

    private final MappingKey key;
    private final String source;
    private final Change<I, O> change;

    private AtSource(MappingKey key, String source, Change<I, O> change) {
        this.key = key;
        this.source = source;
        this.change = change;
    }

    /**
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static <I extends SdkPojo, O extends SdkPojo> AtSource<I, O> of(
            Catalogs catalogs, MappingKey key, Change<I, O> change) {
        return new AtSource<>(key, require(catalogs.catalog(Mapping.TABLE).get(key)).source(), change);
    }

    @Override
    public String entity(I request, Caller caller) {
        return source;
    }

    @Override
    public Outcome<O> handle(Tx tx, I request, Caller caller) {
        return Outcome.reply(
                change.apply(tx, require(tx.get(Mapping.TABLE, key)), request, caller));
    }

    private static Mapping require(@Nullable Mapping mapping) {
        if (mapping == null) {
            throw MappingErrors.notFound();
        }
        return mapping;
    }
}
