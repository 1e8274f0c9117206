package dev.antiphon.invoker;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.OutsideCall;

/** Makes calls to this server's own services. */
@FunctionalInterface
public interface ApiCaller {
    /** Makes the call and waits for its outcome. */
    CallOutcome call(OutsideCall.Api call) throws InterruptedException;
}
