package dev.antiphon.apigateway.gateway;

import dev.antiphon.apigateway.definition.IntegrationSubtype;
import dev.antiphon.apigateway.json.Json;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.OutsideCall.Header;
import dev.antiphon.delivery.ingress.IngressAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a service answers, in its own protocol: that is what API Gateway hands on. SQS is called by
 * its Query protocol, the others by JSON; Step Functions' names begin with small letters there.
 */
final class ServiceAnswer {
    private static final Pattern TIME = Pattern.compile(".*Date");

    /** The codes of the Query protocol that are not the names of errors. */
    private static final Map<String, String> QUERY_CODES =
            Map.of("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue");

    private ServiceAnswer() {}

    /**
     * @param json with the API's names in Pascal case
     */
    static IngressAnswer of(IntegrationSubtype subtype, byte[] json, String requestId) {
        return switch (subtype.service()) {
            case "sqs" -> xml(200, SqsXml.response(subtype.operation(), members(json), requestId));
            case "states" ->
                    json(
                            200,
                            "application/x-amz-json-1.0",
                            Json.bytes(out -> Json.write(out, small(members(json)))));
            default -> json(200, "application/x-amz-json-1.1", json);
        };
    }

    static IngressAnswer refusal(
            IntegrationSubtype subtype, Answer.Failed failed, String requestId) {
        int status = failed.status() == 0 ? 400 : failed.status();
        if (subtype.service().equals("sqs")) {
            return xml(
                    status,
                    SqsXml.error(
                            QUERY_CODES.getOrDefault(failed.code(), failed.code()),
                            failed.message(),
                            requestId));
        }
        return json(
                status,
                subtype.service().equals("states")
                        ? "application/x-amz-json-1.0"
                        : "application/x-amz-json-1.1",
                Json.bytes(out -> {
                    out.writeStartObject();
                    out.writeStringField("__type", failed.code());
                    out.writeStringField("message", failed.message());
                    out.writeEndObject();
                }));
    }

    private static Map<String, @Nullable Object> members(byte[] json) {
        Map<String, @Nullable Object> members = Json.object(json);
        return members == null ? Map.of() : members;
    }

    private static Map<String, @Nullable Object> small(Map<?, ?> members) {
        Map<String, @Nullable Object> small = new LinkedHashMap<>();
        members.forEach((key, value) -> {
            String name = String.valueOf(key);
            String own = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
            small.put(
                    own,
                    value instanceof Map<?, ?> structure ? small(structure) : timed(own, value));
        });
        return small;
    }

    /** Dates are seconds in Step Functions' own protocol. */
    private static @Nullable Object timed(String name, @Nullable Object value) {
        if (!(value instanceof String text) || !TIME.matcher(name).matches()) {
            return value;
        }
        try {
            return Instant.parse(text).toEpochMilli() / 1000.0;
        } catch (DateTimeParseException e) {
            return value;
        }
    }

    private static IngressAnswer json(int status, String type, byte[] body) {
        return new IngressAnswer(status, List.of(new Header("content-type", type)), body);
    }

    private static IngressAnswer xml(int status, String body) {
        return new IngressAnswer(
                status,
                List.of(new Header("content-type", "text/xml")),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
