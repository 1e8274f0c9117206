package dev.antiphon.apigateway.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Says who may use a route. */
@FunctionalInterface
interface Guard {
    /** Anybody may. */
    Guard OPEN = exchange -> done(new Verdict.Allowed(new Identity.Unknown()));

    /** Nobody may: its authorizer was not deployed. */
    Guard CLOSED = exchange -> done(new Verdict.Refused(Answers.ERROR));

    /** Does not block, and does not fail. */
    CompletionStage<Verdict> check(Exchange exchange);

    static CompletionStage<Verdict> done(Verdict verdict) {
        return CompletableFuture.completedFuture(verdict);
    }
}
