package dev.antiphon.delivery.ingress;

import dev.antiphon.engine.Catalogs;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A service that answers HTTP at addresses of its own. */
public interface Ingress {
    /**
     * Begins to answer a request. Does not block.
     *
     * @return null if the address is none that this service gives out
     */
    @Nullable CompletionStage<IngressAnswer> answer(Catalogs catalogs, IngressRequest request);
}
