package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Rules of a Choice state in the query language JSONPath. */
public final class Comparisons {
    private Comparisons() {}

    /**
     * A comparison, or several joined by And, Or, Not. The fields of a rule that are about what
     * happens when it holds (Next, Assign, Comment) are not looked at.
     */
    public static Condition parse(ObjectNode rule) throws InvalidExpression {
        return ComparisonParser.parse(rule);
    }
}
