package dev.antiphon.lambda.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement of a policy in the making: it allows one action to one principal. */
final class Statement {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String EVERYBODY = "*";

    private final String id;
    private final String principal;
    private final String action;
    private final Map<String, String> equal = new LinkedHashMap<>();
    private final Map<String, String> arnLike = new LinkedHashMap<>();
    private final Map<String, String> bool = new LinkedHashMap<>();

    /**
     * @param principal {@code *}, an account, an ARN or a service
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException
     */
    Statement(String id, String principal, String action) {
        this.id = id;
        this.principal = principal;
        this.action = action;
        if (!principal.equals(EVERYBODY) && !isAws() && !isService()) {
            throw LambdaErrors.invalid(
                    "The provided principal was invalid. Please check the principal and try"
                            + " again.");
        }
    }

    private boolean isAws() {
        return principal.matches("\\d{12}") || principal.startsWith("arn:");
    }

    private boolean isService() {
        return principal.matches("[a-zA-Z0-9.-]+\\.(amazonaws|amazon|aws)\\.(com|com\\.cn)");
    }

    /** On condition that a key has a value, if one is given. */
    Statement equal(String key, @Nullable String value) {
        if (value != null) {
            equal.put(key, value);
        }
        return this;
    }

    /** On condition that a key is true or false, if that is said. */
    Statement is(String key, @Nullable Boolean value) {
        if (value != null) {
            bool.put(key, value.toString());
        }
        return this;
    }

    /** On condition that a key is an ARN like this, if one is given. */
    Statement arnLike(String key, @Nullable String pattern) {
        if (pattern != null) {
            arnLike.put(key, pattern);
        }
        return this;
    }

    /**
     * @param resource that it is about, an ARN
     */
    String json(String resource) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("Sid", id);
            json.writeStringField("Effect", "Allow");
            writePrincipal(json);
            json.writeStringField("Action", action);
            json.writeStringField("Resource", resource);
            if (!equal.isEmpty() || !arnLike.isEmpty() || !bool.isEmpty()) {
                json.writeObjectFieldStart("Condition");
                writeCondition(json, "StringEquals", equal);
                writeCondition(json, "ArnLike", arnLike);
                writeCondition(json, "Bool", bool);
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void writePrincipal(JsonGenerator json) throws IOException {
        if (principal.equals(EVERYBODY)) {
            json.writeStringField("Principal", EVERYBODY);
            return;
        }
        json.writeObjectFieldStart("Principal");
        if (isService()) {
            json.writeStringField("Service", principal);
        } else {
            json.writeStringField("AWS", account(principal));
        }
        json.writeEndObject();
    }

    /** An account as the ARN that stands for all of it. */
    static String account(String principal) {
        return principal.startsWith("arn:") ? principal : "arn:aws:iam::" + principal + ":root";
    }

    private static void writeCondition(
            JsonGenerator json, String operator, Map<String, String> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(operator);
        for (Map.Entry<String, String> value : values.entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }
}
