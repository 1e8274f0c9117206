package dev.antiphon.states.expression;

/** Why an intrinsic function does not take its arguments. */
final class IntrinsicFailure extends Exception {
    private static final long serialVersionUID = 1L;

    IntrinsicFailure(String message) {
        super(message, null, false, false);
    }
}
