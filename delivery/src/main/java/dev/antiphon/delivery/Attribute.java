package dev.antiphon.delivery;

import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message attribute as SQS and SNS know it.
 *
 * @param type {@code String}, {@code Number}, {@code Binary} or one of these with a suffix, such as
 *     {@code String.Array}
 * @param value as UTF-8, or the bytes of a binary one
 */
public record Attribute(String type, byte[] value) {
    public static Attribute text(String value) {
        return new Attribute("String", value.getBytes(StandardCharsets.UTF_8));
    }

    public boolean binary() {
        return type.startsWith("Binary");
    }

    /** The value of one that is not binary. */
    public String string() {
        return new String(value, StandardCharsets.UTF_8);
    }

    static void write(Map<String, Attribute> attributes, RowWriter out) {
        out.varint(attributes.size());
        attributes.forEach(
                (name, attribute) -> out.text(name).text(attribute.type).bytes(attribute.value));
    }

    static Map<String, Attribute> read(RowReader in) {
        int size = (int) in.varint();
        if (size == 0) {
            return Map.of();
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            attributes.put(in.text(), new Attribute(in.text(), in.bytes()));
        }
        return attributes;
    }
}
