package dev.antiphon.service;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation that only reads definitions: it is answered where the call arrives, from the
 * catalog, without a hop.
 */
public non-sealed interface Query<I extends SdkPojo, O extends SdkPojo> extends Operation<I, O> {
    O answer(Catalogs catalogs, I request, Caller caller);

    /**
     * The ARN of the entity that the request names, which must be within the caller's reach; null
     * for a query that answers for the caller's own account in any case.
     *
     * @throws dev.antiphon.api.AwsException if the request names none
     */
    default @Nullable String entity(I request, Caller caller) {
        return null;
    }
}
