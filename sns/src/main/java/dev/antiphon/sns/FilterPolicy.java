package dev.antiphon.sns;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.AwsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.JsonRuleCompiler;

/**
 * Which messages a subscription wants. AWS's own matcher, event-ruler, reads and evaluates it; here
 * are the rules that SNS has beyond it.
 *
 * @param text as it was set
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html">Filter
 *     policy constraints</a>
 */
record FilterPolicy(String text, Scope scope) {
    private static final int LONGEST = 256 * 1024;
    private static final int MOST_KEYS = 5;
    private static final int MOST_COMBINATIONS = 150;

    /** Of a document, so much of it is shown in a complaint. */
    private static final int SHOWN = 500;

    private static final String OR = "$or";
    private static final String ANYTHING_BUT = "anything-but";

    /** The operators that can be negated. */
    private static final List<String> NEGATED = List.of("prefix", "wildcard");

    /** What a policy is held against. */
    enum Scope {
        MESSAGE_ATTRIBUTES("MessageAttributes"),
        MESSAGE_BODY("MessageBody");

        private final String text;

        Scope(String text) {
            this.text = text;
        }

        static @Nullable Scope find(String text) {
            for (Scope scope : values()) {
                if (scope.text.equals(text)) {
                    return scope;
                }
            }
            return null;
        }

        /** Of a text that was checked. */
        static Scope of(String text) {
            return text.equals(MESSAGE_BODY.text) ? MESSAGE_BODY : MESSAGE_ATTRIBUTES;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A policy as a caller sets it; null for an empty one, which wants everything.
     *
     * @param place what AWS puts before its complaint
     * @throws AwsException InvalidParameter
     */
    static @Nullable String checked(String text, Scope scope, String place) {
        if (text.isEmpty()) {
            return null;
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw invalid(place, "Filter policy is too large");
        }
        ObjectNode json = Json.object(text);
        if (json != null && json.isEmpty()) {
            return null;
        }
        if (json != null && scope == Scope.MESSAGE_ATTRIBUTES && nested(json)) {
            throw SnsErrors.invalidParameter(
                    place
                            + "Filter policy scope MessageAttributes does not support nested filter"
                            + " policy");
        }
        if (json != null) {
            checkSize(json, place);
        }
        // AWS reads what it has written itself: the columns in its complaints are those of that.
        compile(json == null ? text : Json.write(json), place);
        if (json == null) {
            throw invalid(place, "Filter policy is not an object");
        }
        return text;
    }

    /** Before it is compiled: the ruler writes out all ways in which a policy can match. */
    private static void checkSize(ObjectNode json, String place) {
        if (keys(json) > MOST_KEYS) {
            throw invalid(place, "Filter policy can not have more than 5 keys");
        }
        if (combinations(json, 1) > MOST_COMBINATIONS) {
            throw invalid(place, "Filter policy is too complex");
        }
    }

    /** As it was checked: of members of the same name only the last counts. */
    String compact() {
        ObjectNode json = Json.object(text);
        return json == null ? text : Json.write(json);
    }

    private static void compile(String text, String place) {
        try {
            refuseWhatOnlyTheRulerKnows(text);
            JsonRuleCompiler.compile(text);
        } catch (JsonProcessingException e) {
            throw invalid(place, e.getOriginalMessage() + at(text, e.getLocation()));
        } catch (IOException e) {
            throw invalid(place, String.valueOf(e.getMessage()));
        }
    }

    /** The ruler has learnt to negate more than SNS lets one: that was recorded of it. */
    private static void refuseWhatOnlyTheRulerKnows(String text) throws IOException {
        try (JsonParser parser = Json.parser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean negation =
                        token == JsonToken.FIELD_NAME
                                && parser.currentName().equals(ANYTHING_BUT)
                                && parser.getParsingContext().getParent().inArray();
                if (!negation || parser.nextToken() != JsonToken.START_OBJECT) {
                    continue;
                }
                parser.nextToken();
                String operator = parser.currentName();
                if (operator == null) {
                    continue;
                }
                JsonToken value = parser.nextToken();
                String complaint =
                        !NEGATED.contains(operator)
                                ? "Unsupported anything-but pattern: " + operator
                                : value.isStructStart() || value == JsonToken.VALUE_STRING
                                        ? null
                                        : operator + " match pattern must be a string";
                if (complaint != null) {
                    throw new JsonParseException(parser, complaint, parser.currentLocation());
                }
            }
        }
    }

    /** In the words of the library that AWS reads policies with. */
    private static String at(String text, @Nullable JsonLocation location) {
        if (location == null) {
            return "";
        }
        String shown =
                text.length() <= SHOWN
                        ? "\"" + text + "\""
                        : "\""
                                + text.substring(0, SHOWN)
                                + "\"[truncated "
                                + (text.length() - SHOWN)
                                + " chars]";
        return "\n at [Source: (String)"
                + shown
                + "; line: "
                + location.getLineNr()
                + ", column: "
                + location.getColumnNr()
                + "]";
    }

    /** Attributes have no members; alternatives are no nesting. */
    private static boolean nested(ObjectNode json) {
        return json.propertyStream()
                .anyMatch(member ->
                        member.getValue().isObject()
                                || (member.getKey().equals(OR)
                                        && member.getValue()
                                                .valueStream()
                                                .anyMatch(each ->
                                                        each instanceof ObjectNode object
                                                                && nested(object))));
    }

    /** The keys at the top; those of alternatives as well. */
    private static int keys(ObjectNode json) {
        return json.propertyStream()
                .mapToInt(member ->
                        member.getKey().equals(OR)
                                ? member.getValue()
                                        .valueStream()
                                        .mapToInt(each ->
                                                each instanceof ObjectNode object
                                                        ? keys(object)
                                                        : 0)
                                        .sum()
                                : 1)
                .sum();
    }

    /** The values of each array, times how deep it lies, are multiplied; alternatives add up. */
    private static long combinations(ObjectNode json, int depth) {
        long product = 1;
        for (var member : json.properties()) {
            JsonNode value = member.getValue();
            if (member.getKey().equals(OR) && value.isArray()) {
                long sum = 0;
                for (JsonNode each : value) {
                    sum += each instanceof ObjectNode object ? combinations(object, depth) : 0;
                }
                product *= Math.max(1, sum);
            } else if (value instanceof ObjectNode object) {
                product *= combinations(object, depth + 1);
            } else {
                product *= Math.max(1, (long) value.size() * depth);
            }
            product = Math.min(product, MOST_COMBINATIONS + 1L);
        }
        return product;
    }

    private static AwsException invalid(String place, String complaint) {
        return SnsErrors.invalidParameter(place + "FilterPolicy: " + complaint);
    }
}
