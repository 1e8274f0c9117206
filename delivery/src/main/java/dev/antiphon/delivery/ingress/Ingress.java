package dev.antiphon.delivery.ingress;

import dev.antiphon.engine.Catalogs;
import java.util.concurrent.CompletionStage;

/** A service that answers HTTP at addresses of its own. */
public interface Ingress {
    /**
     * Whether an address is one that this service gives out. Asked for every request that comes to
     * the server.
     *
     * @param host in lower case, without the port
     */
    boolean takes(Catalogs catalogs, String host);

    /** Begins to answer a request for an address that it takes. Does not block. */
    CompletionStage<IngressAnswer> answer(Catalogs catalogs, IngressRequest request);
}
