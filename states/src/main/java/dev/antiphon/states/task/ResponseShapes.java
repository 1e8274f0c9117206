package dev.antiphon.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the answer of an operation looks like, whether or not this server has it: by AWS's service
 * models (see {@code tools/response-shapes.py}), with the names that Step Functions gives members.
 */
public final class ResponseShapes {
    private static final Pattern RESOURCE =
            Pattern.compile(
                    "arn:[a-z-]+:states:[^:]*:[^:]*:(?<sdk>aws-sdk:)?(?<service>[A-Za-z0-9-]+)"
                            + ":(?<action>[A-Za-z0-9]+)");

    /** Where the name of an integration is not that of the SDK's service. */
    private static final Map<String, String> SERVICES =
            Map.of("states", "sfn", "events", "eventbridge");

    private final JsonNode shapes;
    private final String answer;

    /** A function may answer anything: it is no text here, as with the SDK. */
    private final boolean invokesFunction;

    private ResponseShapes(JsonNode shapes, String answer, boolean invokesFunction) {
        this.shapes = shapes;
        this.answer = answer;
        this.invokesFunction = invokesFunction;
    }

    /**
     * The answer of what a task calls, or null where nothing is known of it: only calls that are
     * over with their answer have it as their result.
     */
    public static @Nullable ResponseShapes of(String resource) {
        Matcher call = RESOURCE.matcher(resource);
        if (!call.matches()) {
            return null;
        }
        boolean sdk = call.group("sdk") != null;
        String service = call.group("service");
        JsonNode model = model(sdk ? service : SERVICES.getOrDefault(service, service));
        String action = call.group("action");
        JsonNode answer =
                model == null
                        ? null
                        : model.path("operations")
                                .get(
                                        action.substring(0, 1).toUpperCase(Locale.ROOT)
                                                + action.substring(1));
        return model == null || answer == null
                ? null
                : new ResponseShapes(
                        model.path("shapes"), answer.asText(), !sdk && service.equals("lambda"));
    }

    private static @Nullable JsonNode model(String service) {
        try (InputStream in =
                ResponseShapes.class.getResourceAsStream("response/" + service + ".json")) {
            return in == null ? null : Json.object(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is wrong with an answer, in AWS's words, or null.
     *
     * @param whole whether it must have all members that are required
     */
    public @Nullable String wrong(JsonNode result, boolean whole) {
        if (!result.isObject()) {
            return "Result must be an object";
        }
        return members(result, shapes.path(answer), whole);
    }

    private @Nullable String members(JsonNode object, JsonNode shape, boolean whole) {
        if (whole) {
            for (JsonNode required : shape.path("required")) {
                if (!object.hasNonNull(required.asText())) {
                    return "Required field '" + required.asText() + "' is missing";
                }
            }
        }
        for (Map.Entry<String, JsonNode> member : shape.path("members").properties()) {
            JsonNode value = object.get(member.getKey());
            boolean anything = invokesFunction && member.getKey().equals("Payload");
            if (value != null && !value.isNull() && !anything) {
                String wrong = value(member.getKey(), value, member.getValue().asText(), whole);
                if (wrong != null) {
                    return wrong;
                }
            }
        }
        return null;
    }

    private @Nullable String value(String field, JsonNode value, String name, boolean whole) {
        JsonNode shape = shapes.path(name);
        return switch (shape.path("type").asText()) {
            case "string" ->
                    !value.isTextual() ? must(field, "a string") : text(field, value, shape);
            case "blob" ->
                    !value.isTextual()
                            ? must(field, "a string")
                            : size(field, value.textValue().length(), shape);
            case "timestamp" -> value.isTextual() ? null : must(field, "a string");
            case "boolean" -> value.isBoolean() ? null : must(field, "a boolean");
            case "integer", "long", "float", "double" ->
                    !value.isNumber() ? must(field, "a number") : number(field, value, shape);
            case "list" ->
                    !value.isArray()
                            ? must(field, "an array")
                            : elements(field, value, shape, whole);
            case "map" ->
                    !value.isObject()
                            ? must(field, "an object")
                            : entries(field, value, shape, whole);
            case "structure" ->
                    !value.isObject() ? must(field, "an object") : members(value, shape, whole);
            default -> null; // a document may be anything
        };
    }

    private @Nullable String text(String field, JsonNode value, JsonNode shape) {
        if (shape.has("enum")) {
            for (JsonNode allowed : shape.get("enum")) {
                if (allowed.asText().equals(value.textValue())) {
                    return null;
                }
            }
            return named(field) + " is not an expected value";
        }
        return size(field, value.textValue().length(), shape);
    }

    private static @Nullable String number(String field, JsonNode value, JsonNode shape) {
        if (shape.has("min") && value.doubleValue() < shape.get("min").doubleValue()) {
            return named(field) + " is less than the minimum value";
        }
        if (shape.has("max") && value.doubleValue() > shape.get("max").doubleValue()) {
            return named(field) + " exceeds the maximum value";
        }
        return null;
    }

    private static @Nullable String size(String field, int size, JsonNode shape) {
        if (shape.has("min") && size < shape.get("min").longValue()) {
            return named(field) + " is smaller than the minimum length";
        }
        if (shape.has("max") && size > shape.get("max").longValue()) {
            return named(field) + " exceeds the maximum length";
        }
        return null;
    }

    private @Nullable String elements(String field, JsonNode list, JsonNode shape, boolean whole) {
        for (JsonNode element : list) {
            String wrong = value(field, element, shape.path("of").asText(), whole);
            if (wrong != null) {
                return wrong;
            }
        }
        return size(field, list.size(), shape);
    }

    private @Nullable String entries(String field, JsonNode map, JsonNode shape, boolean whole) {
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String wrong =
                    value(entry.getKey(), entry.getValue(), shape.path("of").asText(), whole);
            if (wrong != null) {
                return wrong;
            }
        }
        return size(field, map.size(), shape);
    }

    private static String must(String field, String what) {
        return named(field) + " must be " + what;
    }

    private static String named(String field) {
        return "Field '" + field + "'";
    }
}
