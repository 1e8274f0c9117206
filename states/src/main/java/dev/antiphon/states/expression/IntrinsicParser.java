package dev.antiphon.states.expression;

/** Reads calls of intrinsic functions. */
final class IntrinsicParser {
    private IntrinsicParser() {}

    static Expression parse(String text) throws InvalidExpression {
        throw new InvalidExpression(text, "");
    }
}
