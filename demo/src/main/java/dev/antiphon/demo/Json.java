package dev.antiphon.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** The bodies of messages and the lines of order files. */
final class Json {

    /** Anything that is not a whole, valid value of the wanted type; the message says why. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String why, @Nullable Throwable cause) {
            super(why, cause);
        }
    }

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T read(String json, Class<T> type) throws Unreadable {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new Unreadable("not a JSON object", null);
            }
            return value;
        } catch (ValueInstantiationException e) {
            // A record's own constructor refused: its sentence is the clearest there is.
            Throwable cause = e.getCause();
            throw new Unreadable(
                    cause == null ? e.getOriginalMessage() : String.valueOf(cause.getMessage()), e);
        } catch (UnrecognizedPropertyException e) {
            throw new Unreadable("unknown field \"" + e.getPropertyName() + "\"", e);
        } catch (MismatchedInputException e) {
            throw new Unreadable(
                    e.getPath().isEmpty()
                            ? "not a JSON object"
                            : "\"" + path(e) + "\" is not of the right type",
                    e);
        } catch (JsonProcessingException e) {
            throw new Unreadable(e.getOriginalMessage(), e);
        }
    }

    /** Such as {@code items[0].quantity}. */
    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
