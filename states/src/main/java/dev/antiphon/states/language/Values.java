package dev.antiphon.states.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.antiphon.states.expression.Condition;
import dev.antiphon.states.expression.Constant;
import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.expression.InvalidExpression;
import dev.antiphon.states.expression.JsonPaths;
import dev.antiphon.states.expression.Jsonata;
import dev.antiphon.states.expression.ReferencePath;
import dev.antiphon.states.expression.ResultType;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a state, or of a part of one, whose values are computed: compiled in the language
 * of the state, or reported.
 *
 * @param place where this is within the state, as the location of a failed evaluation begins: empty
 *     for the state itself, or such as {@code Catch[0]/}
 */
record Values(Fields fields, QueryLanguage language, String place) {
    private static final int LONGEST_VARIABLE = 80;

    boolean jsonata() {
        return language == QueryLanguage.JSONATA;
    }

    Values in(Fields part, String name) {
        return new Values(part, language, place + name + "/");
    }

    /** A JSONPath that selects something; null where the field is not given. */
    @Nullable Expression path(String field) {
        String text = onlyJsonPath(field) ? fields.text(field) : null;
        return text == null ? null : path(field, text);
    }

    /** A JSONPath, or null for an empty object; null where it is {@code $} or not given. */
    @Nullable Expression pathOrNothing(String field) {
        if (!onlyJsonPath(field)) {
            return null;
        }
        JsonNode value = fields.any(field);
        if (value != null && value.isNull()) {
            return Constant.of(Json.EMPTY);
        }
        String text = fields.text(field);
        return text == null || text.equals("$") ? null : path(field, text);
    }

    /** A JSONPath or a call of an intrinsic function. */
    @Nullable Expression pathOrIntrinsic(String field) {
        String text = onlyJsonPath(field) ? fields.text(field) : null;
        if (text == null) {
            return null;
        }
        try {
            return JsonPaths.path(text);
        } catch (InvalidExpression _) {
            fields.findings()
                    .schema(
                            "Value must be a valid JSONPath or a valid intrinsic function call",
                            at(field));
            return null;
        }
    }

    private @Nullable Expression path(String field, String text) {
        try {
            if (text.startsWith("$")) {
                return JsonPaths.path(text);
            }
        } catch (InvalidExpression _) {
            // Reported below, as what is no path at all.
        }
        notAPath(field);
        return null;
    }

    /** Where a result is put; null where it is {@code $}, JSON null or not given. */
    @Nullable ReferencePath resultPath() {
        if (!onlyJsonPath("ResultPath") || discardsResult()) {
            return null;
        }
        String text = fields.text("ResultPath");
        if (text == null || text.equals("$")) {
            return null;
        }
        try {
            return JsonPaths.reference(text);
        } catch (InvalidExpression e) {
            fields.findings().schema(e.text(), at("ResultPath"));
            return null;
        }
    }

    boolean discardsResult() {
        JsonNode value = jsonata() ? null : fields.any("ResultPath");
        return value != null && value.isNull();
    }

    /** An object, or with JSONata also a text, in which there are expressions. */
    @Nullable Expression template(String field) {
        JsonNode value = fields.any(field);
        return value == null ? null : template(field, value);
    }

    /** The value in place of what the definition has in the field. */
    @Nullable Expression template(String field, JsonNode value) {
        return jsonata() ? jsonataTemplate(field, value) : jsonPathTemplate(field, value);
    }

    /** As {@link #template}, of a field that there is with JSONPath only. */
    @Nullable Expression jsonPathTemplate(String field) {
        return onlyJsonPath(field) ? template(field) : null;
    }

    /** As {@link #template}, of a field that there is with JSONata only. */
    @Nullable Expression jsonataTemplate(String field) {
        return onlyJsonata(field) ? template(field) : null;
    }

    /** A value with nothing to compute in it, of a field that there is with JSONPath only. */
    @Nullable JsonNode constant(String field) {
        return onlyJsonPath(field) ? fields.any(field) : null;
    }

    /** An object with the names of variables. */
    @Nullable Expression assign() {
        ObjectNode value = fields.object("Assign");
        if (value == null) {
            return null;
        }
        value.fieldNames().forEachRemaining(this::checkVariable);
        return template("Assign");
    }

    /** The rule for identifiers is Unicode's, which is also Java's but for the dollar. */
    private void checkVariable(String field) {
        String name =
                !jsonata() && field.endsWith(".$") ? field.substring(0, field.length() - 2) : field;
        if (name.equals("states")) {
            fields.findings().schema("Variable name 'states' is reserved", at("Assign"));
        } else if (name.isEmpty()
                || name.length() > LONGEST_VARIABLE
                || !Character.isUnicodeIdentifierStart(name.codePointAt(0))
                || !name.codePoints().allMatch(Character::isUnicodeIdentifierPart)) {
            fields.findings().schema("Variable name '" + name + "' is not valid", at("Assign"));
        }
    }

    private @Nullable Expression jsonataTemplate(String field, JsonNode value) {
        try {
            Expression template = Jsonata.template(value, place + field);
            Templates.eachJsonata(value, at(field), this::checkJsonata);
            return template;
        } catch (InvalidExpression e) {
            int before = fields.findings().size();
            Templates.eachJsonata(
                    value,
                    at(field),
                    (text, location) -> Templates.invalid(text, location, fields.findings()));
            return refused(field, e, fields.findings().size() > before);
        }
    }

    private void checkJsonata(String text, String location) {
        Templates.unsupported(text, location, place.startsWith("Catch"), fields.findings());
    }

    private @Nullable Expression jsonPathTemplate(String field, JsonNode value) {
        Templates.warnings(value, at(field), fields.findings());
        try {
            return JsonPaths.template(value);
        } catch (InvalidExpression e) {
            return refused(field, e, Templates.jsonPath(value, at(field), fields.findings()));
        }
    }

    /** Reports it for the whole field where no single place in it was found to blame. */
    private @Nullable Expression refused(String field, InvalidExpression why, boolean reported) {
        if (!reported) {
            fields.findings().schema(why.text(), at(field));
        }
        return null;
    }

    /**
     * A whole number: a constant; with JSONPath, by a path in the field with {@code Path} behind
     * its name; with JSONata, by an expression.
     */
    @Nullable Expression whole(String field, long least, long most) {
        fields.atMostOne(field, field + "Path");
        Expression path = path(field + "Path");
        Expression expression = expression(field, ResultType.NUMBER);
        if (path != null || expression != null) {
            return path != null ? path : expression;
        }
        Long number = isExpression(field) ? null : fields.whole(field, least, most);
        return number == null ? null : Constant.of(Json.number(number));
    }

    /** A text: a constant or, with JSONata, an expression. */
    @Nullable Expression text(String field) {
        Expression expression = expression(field, ResultType.STRING);
        if (expression != null || isExpression(field)) {
            return expression;
        }
        String text = fields.text(field);
        if (text == null) {
            return null;
        }
        TextNode constant = TextNode.valueOf(text);
        if (!jsonata() && Templates.looksComputed(constant)) {
            fields.findings()
                    .warning(
                            Diagnostic.Code.NO_PATH,
                            "The value of the field '"
                                    + field
                                    + "' looks like a JSONPath or an intrinsic function, but the"
                                    + " name of the field does not end with 'Path'",
                            at(field));
        }
        return Constant.of(constant);
    }

    /** A JSONata expression, or null where the field is none or not given. */
    @Nullable Expression expression(String field, ResultType type) {
        JsonNode value = fields.any(field);
        if (value == null || !isExpression(field)) {
            return null;
        }
        try {
            Expression expression = Jsonata.expression(value.textValue(), place + field, type);
            checkJsonata(value.textValue(), at(field));
            return expression;
        } catch (InvalidExpression e) {
            Templates.invalid(e, at(field), fields.findings());
            return null;
        }
    }

    /** The condition of a rule, or null where it is none; then it was reported. */
    @Nullable Condition condition(String field) {
        String text = fields.text(field);
        if (text == null) {
            return null;
        }
        if (!isExpression(field)) {
            fields.findings().schema("Value must be a valid JSONata expression", at(field));
            return null;
        }
        try {
            Condition condition = Jsonata.condition(text, place + field);
            checkJsonata(text, at(field));
            return condition;
        } catch (InvalidExpression e) {
            Templates.invalid(e, at(field), fields.findings());
            return null;
        }
    }

    boolean isExpression(String field) {
        return jsonata() && Templates.isExpression(fields.node().get(field));
    }

    /** Whether the language has such a field; reports it where it is given and must not be. */
    private boolean onlyJsonPath(String field) {
        return only(QueryLanguage.JSON_PATH, field);
    }

    boolean onlyJsonata(String field) {
        return only(QueryLanguage.JSONATA, field);
    }

    private boolean only(QueryLanguage one, String field) {
        if (one == language) {
            return true;
        }
        if (fields.any(field) != null) {
            fields.findings()
                    .schema(
                            "The QueryLanguage is set to '"
                                    + language.text()
                                    + "', but field '"
                                    + field
                                    + "' is only supported for the '"
                                    + one.text()
                                    + "' QueryLanguage",
                            fields.location());
        }
        return false;
    }

    private String at(String field) {
        return fields.locationOf(field);
    }

    private void notAPath(String field) {
        fields.findings().schema("Value must be a valid JSONPath.", at(field));
    }
}
