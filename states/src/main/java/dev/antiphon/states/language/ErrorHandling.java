package dev.antiphon.states.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/** The fields Retry and Catch of a state that can fail. */
final class ErrorHandling {
    private static final String ALL = "States.ALL";

    private final Values values;
    private final Transitions.From state;

    ErrorHandling(Values values, Transitions.From state) {
        this.values = values;
        this.state = state;
    }

    List<Retrier> retriers() {
        List<Retrier> retriers = new ArrayList<>();
        values.fields().eachObject("Retry", (fields, _) -> retriers.add(retrier(fields)));
        checkLast("Retry");
        return retriers;
    }

    private Retrier retrier(Fields fields) {
        fields.text("Comment");
        List<String> errors = errorEquals(fields);
        Long interval = fields.whole("IntervalSeconds", 1, DefinitionReader.MOST_SECONDS);
        Long attempts = fields.whole("MaxAttempts", 0, DefinitionReader.MOST_SECONDS);
        Long longest = fields.whole("MaxDelaySeconds", 1, 31_622_400);
        String jitter = fields.word("JitterStrategy", "FULL", "NONE");
        double rate = backoffRate(fields);
        if (interval != null && longest != null && longest <= interval) {
            fields.findings()
                    .schema(
                            "MaxDelaySeconds must be greater than IntervalSeconds",
                            fields.location());
        }
        fields.refuseOthers();
        return new Retrier(
                errors,
                interval == null ? 1 : interval,
                attempts == null ? 3 : attempts,
                rate,
                longest,
                "FULL".equals(jitter));
    }

    private static double backoffRate(Fields fields) {
        JsonNode rate = fields.any("BackoffRate");
        if (rate == null) {
            return 2.0;
        }
        if (!rate.isNumber()) {
            fields.wrong("BackoffRate", "Number");
            return 2.0;
        }
        fields.within("BackoffRate", rate.doubleValue(), 1, DefinitionReader.MOST_SECONDS);
        return rate.doubleValue();
    }

    List<Catcher> catchers() {
        List<Catcher> catchers = new ArrayList<>();
        values.fields()
                .eachObject(
                        "Catch",
                        (fields, place) -> catchers.add(catcher(values.in(fields, place))));
        checkLast("Catch");
        return catchers;
    }

    private Catcher catcher(Values own) {
        Fields fields = own.fields();
        fields.text("Comment");
        List<String> errors = errorEquals(fields);
        fields.require("Next");
        String next = fields.requiredText("Next");
        if (fields.has("Next")) {
            state.leads(next, fields.locationOf("Next"));
        }
        Catcher catcher =
                new Catcher(
                        errors,
                        next,
                        own.resultPath(),
                        own.discardsResult(),
                        own.jsonataTemplate("Output"),
                        own.assign());
        fields.refuseOthers();
        return catcher;
    }

    private static List<String> errorEquals(Fields fields) {
        fields.require("ErrorEquals");
        ArrayNode array = fields.array("ErrorEquals");
        List<String> errors = new ArrayList<>();
        if (array == null) {
            return errors;
        }
        if (array.isEmpty()) {
            fields.findings().schema("Value cannot be empty", fields.locationOf("ErrorEquals"));
        }
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i).isTextual()) {
                errors.add(array.get(i).textValue());
            } else {
                fields.findings()
                        .schema(
                                "Expected value of type String",
                                fields.locationOf("ErrorEquals[" + i + "]"));
            }
        }
        if (errors.size() > 1 && errors.contains(ALL)) {
            fields.findings()
                    .schema(
                            ALL + " must appear alone in ErrorEquals",
                            fields.locationOf("ErrorEquals"));
        }
        return errors;
    }

    /** What takes every error leaves nothing to those behind it. */
    private void checkLast(String field) {
        JsonNode array = values.fields().node().get(field);
        if (array == null) {
            return;
        }
        for (int i = 0; i < array.size() - 1; i++) {
            JsonNode errors = array.get(i).path("ErrorEquals");
            if (errors.size() == 1 && ALL.equals(errors.get(0).asText())) {
                values.fields()
                        .findings()
                        .schema(
                                ALL + " is only allowed in the last element of " + field,
                                values.fields().locationOf(field + "[" + i + "]/ErrorEquals"));
            }
        }
    }
}
