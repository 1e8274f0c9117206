package dev.antiphon.wire.codec;

import dev.antiphon.wire.HttpRequest;
import dev.antiphon.wire.codec.Type.Mapping;
import dev.antiphon.wire.codec.Type.Scalar;
import dev.antiphon.wire.codec.Type.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/**
 * Reads structures from the places of a REST request: path, query string, headers and body. Only
 * query strings carry lists; maps in headers are S3's alone, which speaks another protocol.
 */
public final class RestInput {
    private final HttpRequest request;
    private final Map<String, String> labels;
    private final Map<String, List<String>> query = new LinkedHashMap<>();

    /**
     * @param labels the variable parts of the path by their names in the template
     */
    public RestInput(HttpRequest request, Map<String, String> labels) {
        this.request = request;
        this.labels = labels;
        UrlEncoded.parse(
                request.query(),
                (name, value) -> query.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    }

    public SdkPojo decode(Structure structure) {
        SdkPojo builder = structure.builder();
        boolean whole = true;
        for (Field field : structure.fields()) {
            Object value =
                    switch (field.location()) {
                        case PATH, GREEDY_PATH -> label(field);
                        case QUERY_PARAM -> parameter(field);
                        case HEADER -> header(field);
                        case PAYLOAD -> {
                            whole &= !field.payload();
                            yield field.payload() ? payload(field) : null;
                        }
                        case STATUS_CODE -> null;
                    };
            if (value != null) {
                field.set(builder, value);
            }
        }
        if (whole) {
            Formats.JSON_DECODER.decodeInto(request.body(), structure, builder);
        }
        return Structure.build(builder);
    }

    private @Nullable Object label(Field field) {
        String text = labels.get(field.wireName().getValue());
        return text == null ? null : parse(field.type(), text, field, Format.ISO_8601);
    }

    private @Nullable Object parameter(Field field) {
        List<String> values = query.get(field.wireName().getValue());
        if (values == null) {
            return null;
        }
        if (field.type() instanceof Sequence sequence) {
            return values.stream()
                    .map(value -> parse(sequence.member(), value, field, Format.ISO_8601))
                    .toList();
        }
        return parse(field.type(), values.getFirst(), field, Format.ISO_8601);
    }

    private @Nullable Object header(Field field) {
        String text = request.header(field.wireName().getValue().toLowerCase(Locale.ROOT));
        return text == null ? null : parse(field.type(), text, field, Format.RFC_822);
    }

    private @Nullable Object payload(Field field) {
        byte[] body = request.body();
        if (body.length == 0) {
            return null;
        }
        return switch (field.type()) {
            case Structure structure -> Formats.JSON_DECODER.decode(body, structure);
            case Scalar scalar when scalar.kind() == Type.Kind.BYTES ->
                    SdkBytes.fromByteArrayUnsafe(body);
            case Scalar _ -> UrlEncoded.utf8(body, body.length);
            case Sequence _, Mapping _ ->
                    throw new IllegalArgumentException(field.name() + " cannot be a whole body");
        };
    }

    private static Object parse(Type type, String text, Field field, Format instants) {
        if (!(type instanceof Scalar scalar)) {
            throw new IllegalArgumentException(field.name() + " cannot be outside of the body");
        }
        try {
            return TextScalars.parse(scalar, text, instants);
        } catch (IllegalArgumentException e) {
            throw Malformed.input("The value " + text + " of " + field.name() + " is invalid.");
        }
    }
}
