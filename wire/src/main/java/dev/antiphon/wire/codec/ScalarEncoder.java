package dev.antiphon.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.antiphon.wire.codec.Type.Scalar;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Writes one value that is no structure, list or map. */
final class ScalarEncoder {
    /** RFC 8949, 3.4.2: the number that follows is a time since the epoch. */
    private static final int EPOCH_TIME = 1;

    private final Format instants;

    ScalarEncoder(Format instants) {
        this.instants = instants;
    }

    void encode(JsonGenerator generator, Scalar scalar, Object value) throws IOException {
        switch (scalar.kind()) {
            case STRING -> generator.writeString((String) value);
            case INTEGER -> generator.writeNumber((Integer) value);
            case LONG -> generator.writeNumber((Long) value);
            case SHORT -> generator.writeNumber((Short) value);
            case BYTE -> generator.writeNumber((Byte) value);
            case DOUBLE -> generator.writeNumber((Double) value);
            case FLOAT -> generator.writeNumber((Float) value);
            case DECIMAL -> generator.writeNumber((BigDecimal) value);
            case BOOLEAN -> generator.writeBoolean((Boolean) value);
            case INSTANT -> instant(generator, scalar, (Instant) value);
            case BYTES -> generator.writeBinary(((SdkBytes) value).asByteArrayUnsafe());
        }
    }

    private void instant(JsonGenerator generator, Scalar scalar, Instant value) throws IOException {
        if (generator instanceof CBORGenerator cbor) {
            cbor.writeTag(EPOCH_TIME);
            if (instants == Format.UNIX_TIMESTAMP_MILLIS) {
                cbor.writeNumber(value.toEpochMilli());
            } else {
                cbor.writeNumber(value.toEpochMilli() / 1000.0);
            }
            return;
        }
        Format format = scalar.format() == null ? instants : scalar.format();
        switch (format) {
            case ISO_8601, RFC_822 -> generator.writeString(Instants.text(value, format));
            case UNIX_TIMESTAMP, UNIX_TIMESTAMP_MILLIS ->
                    generator.writeNumber(Instants.text(value, format));
        }
    }
}
