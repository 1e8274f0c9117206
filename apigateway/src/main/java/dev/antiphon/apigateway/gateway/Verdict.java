package dev.antiphon.apigateway.gateway;

import dev.antiphon.delivery.ingress.IngressAnswer;

/** Whether a request may come in. */
sealed interface Verdict {
    record Allowed(Identity identity) implements Verdict {}

    record Refused(IngressAnswer answer) implements Verdict {}
}
