package dev.antiphon.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.HttpParameters;

/**
 * What the target adds to a request: values that are paths into the event, such as {@code
 * $.detail.id}, stand for what is there.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html">Event bus
 *     targets: dynamic path parameters</a>
 */
record HttpInput(HttpParameters parameters) {
    /** As JSON with the members of the API. */
    String of(Event event) {
        List<String> path =
                parameters.pathParameterValues().stream()
                        .map(value -> value(value, event))
                        .toList();
        return ModelJson.write(
                HttpParameters.builder()
                        .pathParameterValues(path)
                        .headerParameters(values(parameters.headerParameters(), event))
                        .queryStringParameters(values(parameters.queryStringParameters(), event))
                        .build());
    }

    private static Map<String, String> values(Map<String, String> parameters, Event event) {
        Map<String, String> values = new LinkedHashMap<>();
        parameters.forEach((name, value) -> values.put(name, value(value, event)));
        return values;
    }

    private static String value(String value, Event event) {
        JsonPath path = value.startsWith("$.") ? JsonPath.parse(value) : null;
        if (path == null) {
            return value;
        }
        JsonNode found = path.of(event.tree());
        if (found == null) {
            return "";
        }
        return found.isTextual() ? found.textValue() : Json.text(found);
    }
}
