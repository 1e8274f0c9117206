package dev.antiphon.wire.codec;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.antiphon.wire.codec.Type.Mapping;
import dev.antiphon.wire.codec.Type.Scalar;
import dev.antiphon.wire.codec.Type.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/** Writes structures as JSON or, with another factory, as CBOR. Absent members are left out. */
public final class JsonEncoder {
    private final JsonFactory factory;
    private final ScalarEncoder scalars;
    private final boolean pascal;

    /**
     * @param factory of JSON or of CBOR
     * @param instants how the protocol writes instants unless the model says otherwise
     */
    public JsonEncoder(JsonFactory factory, TimestampFormatTrait.Format instants) {
        this(factory, instants, false);
    }

    private JsonEncoder(JsonFactory factory, TimestampFormatTrait.Format instants, boolean pascal) {
        this.factory = factory;
        this.scalars = new ScalarEncoder(instants);
        this.pascal = pascal;
    }

    /**
     * Writes what workflows get: all members, wherever an HTTP message has them, with their names
     * in Pascal case.
     */
    static JsonEncoder inPascalCase(JsonFactory factory) {
        return new JsonEncoder(factory, TimestampFormatTrait.Format.ISO_8601, true);
    }

    /** The members that belong to the body. */
    public byte[] encode(Structure structure, SdkPojo pojo) {
        return write(generator -> structure(generator, structure, pojo));
    }

    /** A body of what the writer writes. */
    public byte[] write(Writer writer) {
        Output output = new Output();
        try (JsonGenerator generator = factory.createGenerator(output, JsonEncoding.UTF8)) {
            writer.write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException("an answer that cannot be written", e);
        }
        return output.bytes();
    }

    /** Writes with a generator. */
    @FunctionalInterface
    public interface Writer {
        void write(JsonGenerator generator) throws IOException;
    }

    /** Writes a structure as an object. */
    public void structure(JsonGenerator generator, Structure structure, SdkPojo pojo)
            throws IOException {
        generator.writeStartObject();
        for (Field field : structure.fields()) {
            boolean written = pascal || field.location() == MarshallLocation.PAYLOAD;
            Object value = written ? field.get(pojo) : null;
            if (value != null) {
                generator.writeFieldName(pascal ? field.pascalName() : field.wireName());
                value(generator, field.type(), value);
            }
        }
        generator.writeEndObject();
    }

    private void value(JsonGenerator generator, Type type, Object value) throws IOException {
        switch (type) {
            case Scalar scalar -> scalars.encode(generator, scalar, value);
            case Structure structure -> structure(generator, structure, (SdkPojo) value);
            case Sequence sequence -> {
                Collection<?> items = (List<?>) value;
                generator.writeStartArray(items, items.size());
                for (Object item : items) {
                    value(generator, sequence.member(), item);
                }
                generator.writeEndArray();
            }
            case Mapping mapping -> {
                Map<?, ?> entries = (Map<?, ?>) value;
                generator.writeStartObject(entries, entries.size());
                for (Map.Entry<?, ?> entry : entries.entrySet()) {
                    generator.writeFieldName((String) entry.getKey());
                    value(generator, mapping.value(), entry.getValue());
                }
                generator.writeEndObject();
            }
        }
    }
}
