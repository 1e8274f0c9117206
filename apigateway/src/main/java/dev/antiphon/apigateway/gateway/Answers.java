package dev.antiphon.apigateway.gateway;

import dev.antiphon.delivery.CallOutcome;
import dev.antiphon.delivery.ingress.IngressAnswer;
import java.util.List;

/** The answers that are the gateway's own. */
final class Answers {
    static final IngressAnswer EMPTY = new IngressAnswer(204, List.of(), new byte[0]);
    static final IngressAnswer BAD_REQUEST = message(400, "Bad Request");
    static final IngressAnswer UNAUTHORIZED = message(401, "Unauthorized");
    static final IngressAnswer FORBIDDEN = message(403, "Forbidden");
    static final IngressAnswer NOT_FOUND = message(404, "Not Found");
    static final IngressAnswer TOO_LARGE = message(413, "Request Entity Too Large");
    static final IngressAnswer TOO_MANY_REQUESTS = message(429, "Too Many Requests");
    static final IngressAnswer ERROR = message(500, "Internal Server Error");
    static final IngressAnswer UNAVAILABLE = message(503, "Service Unavailable");

    private Answers() {}

    private static IngressAnswer message(int status, String message) {
        return IngressAnswer.json(status, "{\"message\":\"" + message + "\"}");
    }

    /** Where the integration gave none: it took too long, or nobody was there. */
    static IngressAnswer to(CallOutcome.Failed failed) {
        return switch (failed.code()) {
            case "TIMEOUT", "CONNECTION_FAILURE", "ServiceUnavailableException" -> UNAVAILABLE;
            default -> ERROR;
        };
    }
}
