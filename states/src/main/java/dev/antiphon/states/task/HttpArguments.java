package dev.antiphon.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an HTTP task.
 *
 * @param url with the query
 * @param connection the ARN of the connection that authorizes
 * @param body a JSON value, or null for none
 * @param urlEncoded whether the body goes as a form
 * @param arrays how lists stand in a form: {@code INDICES}, {@code BRACKETS}, {@code REPEAT} …
 */
record HttpArguments(
        String method,
        String url,
        String connection,
        Map<String, String> headers,
        @Nullable JsonNode body,
        boolean urlEncoded,
        String arrays) {
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD");

    /** Headers that a task may not set. */
    private static final String RESERVED =
            "host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect"
                    + "|x-forwarded.*|x-amz-.*|x-amzn-.*|via";

    /**
     * @throws IllegalArgumentException with what is wrong, in words for the user
     */
    static HttpArguments read(JsonNode arguments) {
        String endpoint = text(arguments, "ApiEndpoint");
        String method = text(arguments, "Method").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("The value of the field 'Method' is not valid");
        }
        JsonNode authentication =
                arguments.has("InvocationConfig")
                        ? arguments.get("InvocationConfig")
                        : arguments.path("Authentication");
        String connection = text(authentication, "ConnectionArn");
        if (!connection.matches("arn:[a-z-]+:events:[^:]+:\\d{12}:connection/[^/]+/[^/]+")) {
            throw new IllegalArgumentException(
                    "The value of the field 'ConnectionArn' is not the ARN of a connection");
        }
        JsonNode transform = arguments.path("Transform");
        return new HttpArguments(
                method,
                withQuery(endpoint, arguments.path("QueryParameters")),
                connection,
                headers(arguments.path("Headers")),
                arguments.get("RequestBody"),
                transform.path("RequestBodyEncoding").asText().equals("URL_ENCODED"),
                transform.path("RequestEncodingOptions").path("ArrayFormat").asText("INDICES"));
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException(
                    "The field '" + field + "' is required but was missing");
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(
                    "The value for the field '" + field + "' must be a STRING");
        }
        return value.textValue();
    }

    private static Map<String, String> headers(JsonNode given) {
        Map<String, String> headers = new LinkedHashMap<>();
        given.properties()
                .forEach(header -> {
                    String name = header.getKey();
                    if (name.toLowerCase(Locale.ROOT).matches(RESERVED)) {
                        throw new IllegalArgumentException(
                                "The header '" + name + "' cannot be set");
                    }
                    headers.put(name, scalars(header.getValue()));
                });
        return headers;
    }

    private static String scalars(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> all = new ArrayList<>();
        value.forEach(each -> all.add(each.asText()));
        return String.join(",", all);
    }

    private static String withQuery(String endpoint, JsonNode parameters) {
        List<String> pairs = new ArrayList<>();
        parameters
                .properties()
                .forEach(parameter -> {
                    JsonNode value = parameter.getValue();
                    if (value.isArray()) {
                        value.forEach(each -> pairs.add(pair(parameter.getKey(), each)));
                    } else {
                        pairs.add(pair(parameter.getKey(), value));
                    }
                });
        String url =
                pairs.isEmpty()
                        ? endpoint
                        : endpoint
                                + (endpoint.indexOf('?') < 0 ? "?" : "&")
                                + String.join("&", pairs);
        URI uri = URI.create(url);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("The value of 'ApiEndpoint' is not a URL");
        }
        return url;
    }

    private static String pair(String name, JsonNode value) {
        return encoded(name) + "=" + encoded(value.isNull() ? "" : value.asText());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The body as it is sent. */
    byte[] bodyBytes() {
        if (body == null || body.isNull()) {
            return new byte[0];
        }
        if (!urlEncoded) {
            return body.isTextual()
                    ? body.textValue().getBytes(StandardCharsets.UTF_8)
                    : Json.bytes(body);
        }
        List<String> pairs = new ArrayList<>();
        body.properties().forEach(each -> form(each.getKey(), each.getValue(), pairs));
        return String.join("&", pairs).getBytes(StandardCharsets.UTF_8);
    }

    private void form(String name, JsonNode value, List<String> pairs) {
        if (value.isObject()) {
            value.properties()
                    .forEach(
                            each -> form(name + "[" + each.getKey() + "]", each.getValue(), pairs));
        } else if (!value.isArray()) {
            pairs.add(pair(name, value));
        } else if (arrays.equals("COMMAS")) {
            pairs.add(encoded(name) + "=" + encoded(scalars(value)));
        } else {
            for (int i = 0; i < value.size(); i++) {
                String place =
                        switch (arrays) {
                            case "BRACKETS" -> name + "[]";
                            case "REPEAT", "NONE" -> name;
                            default -> name + "[" + i + "]";
                        };
                form(place, value.get(i), pairs);
            }
        }
    }
}
