package dev.antiphon.states.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.expression.Comparisons;
import dev.antiphon.states.expression.Condition;
import dev.antiphon.states.expression.Expression;
import dev.antiphon.states.expression.InvalidExpression;
import java.util.regex.Pattern;

/** Reads one rule of a Choice state. */
final class RuleReader {
    /** In place of a condition that was reported: it is never asked. */
    private static final Condition NEVER = _ -> false;

    private static final Pattern COMPARATOR =
            Pattern.compile(
                    "(String|Numeric|Timestamp)(Equals|(Less|Greater)Than(Equals)?)(Path)?"
                            + "|BooleanEquals(Path)?|StringMatches"
                            + "|Is(Null|Present|Numeric|String|Boolean|Timestamp)");

    private final Values values;
    private final Fields fields;
    private final Transitions.From state;

    RuleReader(Values values, Transitions.From state) {
        this.values = values;
        this.fields = values.fields();
        this.state = state;
    }

    ChoiceRule read() {
        fields.text("Comment");
        fields.require("Next");
        String next = fields.requiredText("Next");
        if (fields.has("Next")) {
            state.leads(next, fields.locationOf("Next"));
        }
        Expression output = values.jsonataTemplate("Output");
        Expression assign = values.assign();
        Condition condition = values.jsonata() ? jsonata() : jsonPath();
        fields.refuseOthers();
        return new ChoiceRule(condition, next, output, assign);
    }

    private Condition jsonata() {
        fields.require("Condition");
        JsonNode constant = fields.any("Condition");
        if (constant != null && constant.isBoolean()) {
            return constant.booleanValue() ? _ -> true : NEVER;
        }
        Condition condition = values.condition("Condition");
        return condition == null ? NEVER : condition;
    }

    private Condition jsonPath() {
        know(fields);
        if (!values.onlyJsonata("Condition") && fields.has("Condition")) {
            return NEVER;
        }
        try {
            return Comparisons.parse(fields.node());
        } catch (InvalidExpression e) {
            fields.findings().schema(e.text(), fields.location() + e.pointer());
            return NEVER;
        }
    }

    /** Asks for the fields of a comparison, and refuses others in those that And, Or, Not join. */
    private static void know(Fields rule) {
        rule.any("Variable");
        rule.node()
                .fieldNames()
                .forEachRemaining(name -> {
                    if (COMPARATOR.matcher(name).matches()) {
                        rule.any(name);
                    }
                });
        for (String join : new String[] {"And", "Or"}) {
            if (rule.any(join) instanceof ArrayNode rules) {
                for (int i = 0; i < rules.size(); i++) {
                    knowJoined(rules.get(i), rule, join + "[" + i + "]");
                }
            }
        }
        JsonNode negated = rule.any("Not");
        if (negated != null) {
            knowJoined(negated, rule, "Not");
        }
    }

    private static void knowJoined(JsonNode joined, Fields rule, String place) {
        if (joined instanceof ObjectNode object) {
            Fields fields = new Fields(object, rule.locationOf(place), rule.findings());
            fields.any("Comment");
            know(fields);
            fields.refuseOthers();
        }
    }
}
