package dev.antiphon.states.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.expression.InvalidExpression;
import dev.antiphon.states.expression.JsonPaths;
import dev.antiphon.states.expression.Jsonata;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong, and where, in an object with expressions that can't be compiled as a whole. */
final class Templates {
    private static final Pattern ERROR_OUTPUT =
            Pattern.compile("\\$states\\s*\\.\\s*errorOutput\\b");

    private static final Pattern JSONATA_PREFIX =
            Pattern.compile("^(Invalid JSONata expression: )?([A-Z]\\d{4}: )?");

    private Templates() {}

    static boolean isExpression(@Nullable JsonNode value) {
        return value != null && value.isTextual() && Jsonata.isExpression(value.textValue());
    }

    /**
     * Reports every field with {@code .$} at its end that has no path or call of a function.
     *
     * @return whether there was one
     */
    static boolean jsonPath(JsonNode value, String location, Findings findings) {
        int before = findings.size();
        jsonPathIn(value, location, findings);
        return findings.size() > before;
    }

    private static void jsonPathIn(JsonNode value, String location, Findings findings) {
        if (value instanceof ObjectNode object) {
            for (var field : object.properties()) {
                if (field.getKey().endsWith(".$")) {
                    jsonPathField(field.getKey(), field.getValue(), location, findings);
                } else {
                    jsonPathIn(field.getValue(), location + "/" + field.getKey(), findings);
                }
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                jsonPathIn(value.get(i), location + "[" + i + "]", findings);
            }
        }
    }

    private static void jsonPathField(
            String name, JsonNode value, String location, Findings findings) {
        if (!value.isTextual()) {
            findings.schema(
                    "The value for the field '"
                            + name
                            + "' must be a STRING that contains a JSONPath but was an "
                            + value.getNodeType(),
                    location);
            return;
        }
        try {
            JsonPaths.path(value.textValue());
        } catch (InvalidExpression _) {
            findings.schema(
                    "The value for the field '"
                            + name
                            + "' must be a valid JSONPath or a valid intrinsic function call",
                    location);
        }
    }

    /** What is done with each expression, and where it is. */
    interface EachExpression {
        void at(String text, String location);
    }

    /** Finds the JSONata expressions in a value, however deep. */
    static void eachJsonata(JsonNode value, String location, EachExpression each) {
        if (value instanceof ObjectNode object) {
            for (var field : object.properties()) {
                eachJsonata(field.getValue(), location + "/" + field.getKey(), each);
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                eachJsonata(value.get(i), location + "[" + i + "]", each);
            }
        } else if (isExpression(value)) {
            each.at(value.textValue(), location);
        }
    }

    /** Reports an expression that does not parse. */
    static void invalid(String text, String location, Findings findings) {
        try {
            Jsonata.expression(text, location);
        } catch (InvalidExpression e) {
            invalid(e, location, findings);
        }
    }

    /** Reports why it does not parse. That it does not, and JSONata's own code, AWS leaves out. */
    static void invalid(InvalidExpression why, String location, Findings findings) {
        findings.error(
                Diagnostic.Code.INVALID_JSONATA_EXPRESSION,
                JSONATA_PREFIX.matcher(why.text()).replaceFirst(""),
                location);
    }

    /**
     * Reports an expression that parses, but asks for what Step Functions does not have.
     *
     * @param caught whether it is in a catcher
     */
    static void unsupported(String text, String location, boolean caught, Findings findings) {
        String expression = text.substring(2, text.length() - 2);
        for (String name : JsonataReferences.atTopLevel(expression)) {
            findings.error(
                    Diagnostic.Code.UNSUPPORTED_JSONATA_EXPRESSION,
                    "Reference to '" + name + "' at the top level is not supported.",
                    location);
        }
        if (!caught && ERROR_OUTPUT.matcher(expression).find()) {
            findings.error(
                    Diagnostic.Code.UNSUPPORTED_JSONATA_EXPRESSION,
                    "Reference to '$states.errorOutput' is only supported in a Catch.",
                    location);
        }
    }

    /** Warns of constants that look as if they had been meant to be computed. */
    static void warnings(JsonNode value, String location, Findings findings) {
        if (value instanceof ObjectNode object) {
            for (var field : object.properties()) {
                if (!field.getKey().endsWith(".$")) {
                    if (looksComputed(field.getValue())) {
                        findings.warning(
                                Diagnostic.Code.NO_DOLLAR,
                                "The value of the field '"
                                        + field.getKey()
                                        + "' looks like a JSONPath or an intrinsic function, but"
                                        + " the name of the field does not end with '.$'",
                                location + "/" + field.getKey());
                    }
                    warnings(field.getValue(), location + "/" + field.getKey(), findings);
                }
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                warnings(value.get(i), location + "[" + i + "]", findings);
            }
        }
    }

    /** Warns where the constant result of a Pass state looks as if it were to be computed. */
    static void staticResult(JsonNode value, String location, Findings findings) {
        if (value instanceof ObjectNode object) {
            for (var field : object.properties()) {
                if (field.getKey().endsWith(".$") || looksComputed(field.getValue())) {
                    findings.warning(
                            Diagnostic.Code.PASS_RESULT_IS_STATIC,
                            "The Result of a Pass state is constant; use Parameters to compute"
                                    + " the field '"
                                    + field.getKey()
                                    + "'",
                            location);
                } else {
                    staticResult(field.getValue(), location, findings);
                }
            }
        } else if (looksComputed(value)) {
            findings.warning(
                    Diagnostic.Code.PASS_RESULT_IS_STATIC,
                    "The Result of a Pass state is constant; use Parameters to compute it",
                    location);
        }
    }

    static boolean looksComputed(JsonNode value) {
        if (!value.isTextual()) {
            return false;
        }
        String text = value.textValue();
        return text.equals("$")
                || text.equals("$$")
                || text.startsWith("$.")
                || text.startsWith("$$.")
                || text.startsWith("$[")
                || (text.startsWith("States.") && text.endsWith(")"));
    }
}
