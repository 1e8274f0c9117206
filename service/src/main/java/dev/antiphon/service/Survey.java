package dev.antiphon.service;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation that reads rows of every partition: a listing of what is too much for the catalog.
 * Each partition answers its part as of a moment of its own, and the parts make the answer.
 */
public non-sealed interface Survey<I extends SdkPojo, P, O extends SdkPojo>
        extends Operation<I, O> {
    /**
     * The ARN of the entity that the request names, which must be within the caller's reach; null
     * where it names none and the parts are of the caller's account alone.
     */
    default @Nullable String entity(I request, Caller caller) {
        return null;
    }

    /** Reads only, and no more rows than a large operation does. */
    P part(Tx tx, I request, Caller caller);

    /**
     * @param parts in the order of the partitions
     */
    O answer(List<P> parts, I request, Caller caller);
}
