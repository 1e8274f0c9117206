package dev.antiphon.lambda.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.ArrayChoices;
import dev.antiphon.delivery.source.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.JsonRuleCompiler;

/**
 * Which messages a mapping takes: those that one of its patterns matches. A body that is a JSON
 * object is matched by its fields, any other one as a text; a pattern for the one takes nothing of
 * the other.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html">Filtering of
 *     SQS events</a>
 */
final class RecordFilter {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String BODY = "body";
    private static final String OR = "$or";

    /**
     * The ruler writes out all ways in which a pattern can match, and more than so many is none.
     */
    private static final int MOST_WAYS = 1_000;

    /** Beyond it, patterns are matched field by field. */
    private static final int MOST_CHOICES = 1_000;

    /** What a pattern says of bodies. */
    private enum Body {
        ANY,
        TEXT,
        FIELDS
    }

    private final GenericMachine<Integer> machine = GenericMachine.<Integer>builder().build();
    private final List<Body> bodies = new ArrayList<>();

    private RecordFilter(List<String> patterns) throws IOException {
        for (String pattern : patterns) {
            machine.addRule(bodies.size(), pattern);
            JsonNode body = JSON.readTree(pattern).get(BODY);
            bodies.add(body == null ? Body.ANY : body.isObject() ? Body.FIELDS : Body.TEXT);
        }
    }

    /**
     * @param patterns that are {@link #valid}
     * @return null if there are none: then all is taken
     */
    static @Nullable RecordFilter of(List<String> patterns) {
        if (patterns.isEmpty()) {
            return null;
        }
        try {
            return new RecordFilter(patterns);
        } catch (IOException e) {
            throw new UncheckedIOException("the patterns of a mapping are valid", e);
        }
    }

    static boolean valid(List<String> patterns) {
        return patterns.stream().allMatch(RecordFilter::valid);
    }

    private static boolean valid(String pattern) {
        try {
            return JSON.readTree(pattern) instanceof ObjectNode object
                    && ways(object) <= MOST_WAYS
                    && !JsonRuleCompiler.compile(pattern).isEmpty();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static int ways(ObjectNode pattern) {
        long ways = 1;
        for (var member : pattern.properties()) {
            long inside = 1;
            if (member.getValue() instanceof ObjectNode object) {
                inside = ways(object);
            } else if (member.getKey().equals(OR)) {
                inside = 0;
                for (JsonNode each : member.getValue()) {
                    inside += each instanceof ObjectNode object ? ways(object) : 1;
                }
            }
            ways = Math.min(ways * Math.max(1, inside), MOST_WAYS + 1L);
        }
        return (int) ways;
    }

    @SuppressWarnings("deprecation") // because it matches field by field, which is what is wanted
    boolean takes(SourceRecord record) {
        JsonNode event = event(record.json());
        List<Integer> matched =
                ArrayChoices.within(MOST_CHOICES, event)
                        ? machine.rulesForJSONEvent(event)
                        : machine.rulesForEvent(event);
        boolean fields = event.path(BODY).isObject();
        for (int rule : matched) {
            Body body = bodies.get(rule);
            if (body == Body.ANY || (body == Body.FIELDS) == fields) {
                return true;
            }
        }
        return false;
    }

    /** A record with its body's fields, if it has any, in place of the text. */
    private static JsonNode event(byte[] record) {
        try {
            ObjectNode event = (ObjectNode) JSON.readTree(record);
            JsonNode fields = fields(event.path(BODY).asText());
            if (fields != null) {
                event.set(BODY, fields);
            }
            return event;
        } catch (IOException e) {
            throw new UncheckedIOException("records are JSON objects", e);
        }
    }

    private static @Nullable JsonNode fields(String body) {
        try {
            return JSON.readTree(body) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
