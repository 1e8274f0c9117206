package dev.antiphon.wire.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.antiphon.api.AwsException;
import dev.antiphon.wire.codec.Type.Mapping;
import dev.antiphon.wire.codec.Type.Scalar;
import dev.antiphon.wire.codec.Type.Sequence;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/**
 * Reads structures from JSON, and from CBOR, which Jackson reads as the same tokens. Members that
 * nobody knows are skipped, null means absent, and a value of the wrong type is AWS's {@code
 * SerializationException}.
 */
public final class JsonDecoder {
    private final JsonFactory factory;
    private final ScalarDecoder scalars;
    private final boolean pascal;

    /**
     * @param factory of JSON or of CBOR
     * @param instants how the protocol writes instants unless the model says otherwise
     */
    public JsonDecoder(JsonFactory factory, TimestampFormatTrait.Format instants) {
        this(factory, instants, false);
    }

    private JsonDecoder(JsonFactory factory, TimestampFormatTrait.Format instants, boolean pascal) {
        this.factory = factory;
        this.scalars = new ScalarDecoder(instants);
        this.pascal = pascal;
    }

    /**
     * Reads what workflows give as parameters: members have their names in Pascal case, and an
     * object or a list where a text belongs is that text, as JSON.
     */
    static JsonDecoder inPascalCase(JsonFactory factory) {
        return new JsonDecoder(factory, TimestampFormatTrait.Format.ISO_8601, true);
    }

    /** A built instance from a body that is one object; no body at all is an empty object. */
    public SdkPojo decode(byte[] body, Structure structure) {
        SdkPojo builder = structure.builder();
        decodeInto(body, structure, builder);
        return Structure.build(builder);
    }

    /** Sets what a body that is one object has for a structure. */
    public void decodeInto(byte[] body, Structure structure, SdkPojo builder) {
        if (body.length == 0) {
            return;
        }
        try (JsonParser parser = factory.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw misplaced(first);
            }
            members(parser, structure, builder);
            if (parser.nextToken() != null) {
                throw Malformed.input("There is something behind the end of the request.");
            }
        } catch (JsonProcessingException e) {
            throw Malformed.input(e.getOriginalMessage());
        } catch (IOException e) {
            // The source is an array: what fails is its content, such as bytes that are not UTF-8.
            throw Malformed.input(String.valueOf(e.getMessage()));
        }
    }

    private void members(JsonParser parser, Structure structure, SdkPojo builder)
            throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            Field field = pascal ? structure.fieldInAnyCase(name) : structure.field(name);
            JsonToken token = parser.nextToken();
            if (field == null) {
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                field.set(builder, value(parser, token, field.type()));
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw Malformed.input("The request ends early.");
        }
    }

    Object value(JsonParser parser, JsonToken token, Type type) throws IOException {
        return switch (type) {
            case Scalar scalar ->
                    pascal && scalar.kind() == Type.Kind.STRING && token.isStructStart()
                            ? json(parser)
                            : scalars.decode(parser, token, scalar);
            case Structure structure -> {
                if (token != JsonToken.START_OBJECT) {
                    throw misplaced(token);
                }
                SdkPojo builder = structure.builder();
                members(parser, structure, builder);
                yield Structure.build(builder);
            }
            case Sequence sequence -> list(parser, token, sequence);
            case Mapping mapping -> map(parser, token, mapping);
        };
    }

    private String json(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(text)) {
            generator.copyCurrentStructureExact(parser);
        }
        return text.toString();
    }

    private List<Object> list(JsonParser parser, JsonToken token, Sequence sequence)
            throws IOException {
        if (token != JsonToken.START_ARRAY) {
            throw misplaced(token);
        }
        List<Object> items = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
                next != JsonToken.END_ARRAY;
                next = parser.nextToken()) {
            items.add(value(parser, present(next), sequence.member()));
        }
        return items;
    }

    private Map<String, Object> map(JsonParser parser, JsonToken token, Mapping mapping)
            throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw misplaced(token);
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            entries.put(key, value(parser, present(parser.nextToken()), mapping.value()));
        }
        return entries;
    }

    /** Lists and maps hold no nulls: the SDK's classes could not tell them from nothing. */
    private static JsonToken present(JsonToken token) {
        if (token == null) {
            throw Malformed.input("The request ends early.");
        }
        if (token == JsonToken.VALUE_NULL) {
            throw Malformed.input("Start of structure or map found where not expected.");
        }
        return token;
    }

    private static AwsException misplaced(JsonToken token) {
        return Malformed.input(
                token == JsonToken.START_ARRAY
                        ? "Start of list found where not expected"
                        : token == JsonToken.START_OBJECT
                                ? "Start of structure or map found where not expected."
                                : "Unexpected field type");
    }
}
