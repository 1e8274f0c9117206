package dev.antiphon.apigateway.gateway;

import dev.antiphon.api.AwsException;
import dev.antiphon.api.Caller;
import java.util.concurrent.CompletionStage;

/**
 * Lets in who has signed the request for {@code execute-api} and is of the API's account. There are
 * no policies that would say more.
 */
record IamGuard() implements Guard {
    @Override
    public CompletionStage<Verdict> check(Exchange exchange) {
        try {
            Caller caller = exchange.request().identity().verify("execute-api");
            return Guard.done(
                    caller.account().equals(exchange.stage().api().account())
                            ? new Verdict.Allowed(new Identity.Signer(caller))
                            : new Verdict.Refused(Answers.FORBIDDEN));
        } catch (AwsException e) {
            return Guard.done(new Verdict.Refused(Answers.FORBIDDEN));
        }
    }
}
