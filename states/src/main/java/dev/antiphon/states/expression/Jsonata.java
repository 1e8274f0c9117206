package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** Expressions of the query language JSONata. */
public final class Jsonata {
    private Jsonata() {}

    /** Whether a text is {@code {% ... %}}: an expression rather than itself. */
    public static boolean isExpression(String text) {
        return text.length() >= 4 && text.startsWith("{%") && text.endsWith("%}");
    }

    /**
     * @param text with its {@code {% %}}
     * @param location the field, as history events name it: {@code Output/total}
     */
    public static Expression expression(String text, String location) throws InvalidExpression {
        return JsonataExpression.parse(text, location, null);
    }

    /** An expression of which the field takes only one type of result. */
    public static Expression expression(String text, String location, ResultType expected)
            throws InvalidExpression {
        return JsonataExpression.parse(text, location, expected);
    }

    /** Any value; texts in it that are {@code {% %}}, however deep, are computed. */
    public static Expression template(JsonNode template, String location) throws InvalidExpression {
        return JsonataTemplate.parse(template, location);
    }

    /** As {@link #template(JsonNode, String)}, of which the field takes only one type of result. */
    public static Expression template(JsonNode template, String location, ResultType expected)
            throws InvalidExpression {
        return template.isTextual() && isExpression(template.textValue())
                ? JsonataExpression.parse(template.textValue(), location, expected)
                : JsonataTemplate.parse(template, location);
    }

    /** The Condition of a Choice rule. */
    public static Condition condition(String text, String location) throws InvalidExpression {
        Expression expression = expression(text, location, ResultType.BOOLEAN);
        return scope -> expression.evaluate(scope).booleanValue();
    }
}
