package dev.antiphon.delivery.idempotency;

import dev.antiphon.engine.Effect;

/** What was found of an event or record by its key, for whoever counts it. */
public enum Finding implements Effect {
    /** The function has succeeded for this key: it is not called again. */
    DUPLICATE,
    /** The function is at work for this key: it is not called now. */
    BLOCKED,
    /** There is no key: the function is called as if nobody had asked for idempotency. */
    KEYLESS,
    /** There is no key where one is required: the function is not called. */
    REFUSED;

    /** In words, as metrics show it. */
    public String shown() {
        return switch (this) {
            case DUPLICATE -> "duplicate";
            case BLOCKED -> "blocked";
            case KEYLESS -> "keyless";
            case REFUSED -> "refused";
        };
    }
}
