package dev.antiphon.service;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Tx;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation that reads rows of every partition: a listing of what is too much for the catalog.
 * Each partition answers its part as of a moment of its own, and the parts make the answer.
 */
public non-sealed interface Survey<I extends SdkPojo, P, O extends SdkPojo>
        extends Operation<I, O> {
    /** Reads only, and no more rows than a large operation does. */
    P part(Tx tx, I request, Caller caller);

    /**
     * @param parts in the order of the partitions
     */
    O answer(List<P> parts, I request, Caller caller);
}
