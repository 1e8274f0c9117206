package dev.antiphon.wire.codec;

import dev.antiphon.wire.HttpRequest.Header;
import dev.antiphon.wire.codec.Type.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/**
 * What a REST answer carries, by place.
 *
 * @param json whether the body is JSON
 */
public record RestOutput(int status, List<Header> headers, byte[] body, boolean json) {
    private static final byte[] NOTHING = {};
    private static final int NO_CONTENT = 204;

    public static RestOutput of(Structure structure, SdkPojo response, int usual) {
        int status = usual;
        List<Header> headers = new ArrayList<>();
        Field whole = null;
        for (Field field : structure.fields()) {
            Object value = field.get(response);
            if (field.payload()) {
                whole = field;
            } else if (value != null && field.location() == MarshallLocation.STATUS_CODE) {
                status = (Integer) value;
            } else if (value != null && field.location() == MarshallLocation.HEADER) {
                header(field, value, headers);
            }
        }
        if (whole != null) {
            Object value = whole.get(response);
            boolean json = whole.type() instanceof Structure;
            return new RestOutput(status, headers, payload(whole, value), json);
        }
        byte[] body =
                status == NO_CONTENT ? NOTHING : Formats.JSON_ENCODER.encode(structure, response);
        return new RestOutput(status, headers, body, true);
    }

    private static byte[] payload(Field field, @Nullable Object value) {
        if (value == null) {
            return NOTHING;
        }
        return switch (value) {
            case SdkBytes bytes -> bytes.asByteArrayUnsafe();
            case SdkPojo pojo when field.type() instanceof Structure structure ->
                    Formats.JSON_ENCODER.encode(structure, pojo);
            default -> value.toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    private static void header(Field field, Object value, List<Header> headers) {
        if (!(field.type() instanceof Scalar scalar)) {
            throw new IllegalArgumentException(field.name() + " cannot be a header");
        }
        String name = field.wireName().getValue();
        headers.add(new Header(name, TextScalars.print(scalar, value, Format.RFC_822)));
    }
}
