package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** Expressions of the query language JSONPath. */
public final class JsonPaths {
    private JsonPaths() {}

    /**
     * A path into the input ({@code $.a}), the context object ({@code $$.Execution.Id}) or a
     * variable ({@code $order.id}), or a call of an intrinsic function. Paths that may find several
     * things give an array. Whoever takes no calls asks {@link #isIntrinsic} first.
     */
    public static Expression path(String text) throws InvalidExpression {
        if (isIntrinsic(text)) {
            return IntrinsicParser.parse(text);
        }
        return new PathExpression(Path.parse(text));
    }

    /** Whether it is meant as a call of an intrinsic function rather than a path. */
    public static boolean isIntrinsic(String text) {
        return text.startsWith("States.");
    }

    /** A path that names one place: only fields and indices. */
    public static ReferencePath reference(String text) throws InvalidExpression {
        return FieldReference.parse(text);
    }

    /** A payload template: fields whose names end in {@code .$} are paths or calls. */
    public static Expression template(JsonNode template) throws InvalidExpression {
        return PayloadTemplate.parse(template);
    }
}
