package dev.antiphon.states.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An expression that only takes a field: {@code $states.input.order.id}, {@code $total}. It is what
 * most of them are, and is walked here, without the library's frames.
 */
record JsonataFieldPath(String variable, List<String> fields) {
    private static final Pattern FORM =
            Pattern.compile("\\$[A-Za-z_]\\w*(\\.(?!(true|false|null|function)\\b)[A-Za-z_]\\w*)*");

    static @Nullable JsonataFieldPath parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        List<String> names = List.of(text.substring(1).split("\\."));
        return new JsonataFieldPath(names.getFirst(), names.subList(1, names.size()));
    }

    /**
     * What it leads to, or null where that is not plain: nothing is there, or an array is on the
     * way, whose elements JSONata would walk into.
     */
    @Nullable JsonNode find(Scope scope) {
        int next = 0;
        JsonNode node;
        if (variable.equals("states")) {
            if (fields.isEmpty()) {
                return null;
            }
            node = JsonataStates.field(scope, fields.getFirst());
            next = 1;
        } else {
            node = scope.variables().get(variable);
        }
        while (node != null && next < fields.size()) {
            node = node.get(fields.get(next));
            next++;
        }
        return node;
    }
}
