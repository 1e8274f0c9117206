package dev.antiphon.service;

import dev.antiphon.api.Caller;
import dev.antiphon.engine.Catalogs;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation that only reads definitions: it is answered where the call arrives, from the
 * catalog, without a hop.
 */
public non-sealed interface Query<I extends SdkPojo, O extends SdkPojo> extends Operation<I, O> {
    O answer(Catalogs catalogs, I request, Caller caller);
}
