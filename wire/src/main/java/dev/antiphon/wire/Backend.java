package dev.antiphon.wire;

/** What is behind the wire: whoever carries calls out. */
public interface Backend {
    /** Whether an operation that AWS has is built here. */
    boolean serves(String service, String operation);

    /**
     * Carries a call out. Called on the event loop that read it and must not block; the answer is
     * given through the call, on the call's own lane, now or later.
     */
    void call(WireCall call);
}
