package dev.antiphon.invoker.function;

import dev.antiphon.delivery.CallOutcome;

/** Why an invocation cannot begin at present. */
enum Refusal {
    /** The function has as many invocations as are reserved for it. */
    RESERVED("TooManyRequestsException", "Rate Exceeded."),
    /** The account has as many invocations as it may. */
    ACCOUNT("TooManyRequestsException", "Rate Exceeded."),
    /** No process became free in time: the machine runs as many as it may. */
    PROCESSES("TooManyRequestsException", "Rate Exceeded."),
    STOPPING("ServiceUnavailableException", "The server is stopping.");

    private final String code;
    private final String message;

    Refusal(String code, String message) {
        this.code = code;
        this.message = message;
    }

    CallOutcome.Failed outcome() {
        return new CallOutcome.Failed(code, message, true, null);
    }
}
