package dev.antiphon.wire.codec;

import dev.antiphon.wire.codec.Type.Mapping;
import dev.antiphon.wire.codec.Type.Scalar;
import dev.antiphon.wire.codec.Type.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Writes XML without spaces between elements, as AWS does. */
public final class Xml {
    private final StringBuilder text = new StringBuilder(512).append("<?xml version=\"1.0\"?>");

    /** Opens the outermost element. */
    public Xml root(String name, String namespace) {
        text.append('<').append(name);
        if (!namespace.isEmpty()) {
            text.append(" xmlns=\"");
            escape(namespace);
            text.append('"');
        }
        text.append('>');
        return this;
    }

    public Xml open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    public Xml close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    public Xml empty(String name) {
        text.append('<').append(name).append("/>");
        return this;
    }

    public Xml element(String name, String content) {
        open(name);
        escape(content);
        return close(name);
    }

    /** The members of a structure, without an element around them. */
    public Xml members(Structure structure, SdkPojo pojo) {
        for (Field field : structure.fields()) {
            Object value = field.get(pojo);
            if (value != null) {
                value(field.queryName(), field.type(), value);
            }
        }
        return this;
    }

    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(String name, Type type, Object value) {
        switch (type) {
            case Scalar scalar -> element(name, TextScalars.print(scalar, value, Format.ISO_8601));
            case Structure structure -> open(name).members(structure, (SdkPojo) value).close(name);
            case Sequence sequence -> list(name, sequence, (List<?>) value);
            case Mapping mapping -> map(name, mapping, (Map<?, ?>) value);
        }
    }

    private void list(String name, Sequence sequence, List<?> items) {
        if (sequence.flattened()) {
            items.forEach(item -> value(name, sequence.member(), item));
        } else {
            open(name);
            items.forEach(item -> value(sequence.item(), sequence.member(), item));
            close(name);
        }
    }

    private void map(String name, Mapping mapping, Map<?, ?> entries) {
        String entry = mapping.flattened() ? name : "entry";
        if (!mapping.flattened()) {
            open(name);
        }
        entries.forEach((key, value) -> {
            open(entry).element(mapping.keyName(), (String) key);
            value(mapping.valueName(), mapping.value(), value);
            close(entry);
        });
        if (!mapping.flattened()) {
            close(name);
        }
    }

    private void escape(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\r' -> text.append("&#xD;");
                default -> text.append(isXml(c) ? c : '\ufffd');
            }
        }
    }

    /** XML 1.0 has no place for control characters, not even escaped. */
    private static boolean isXml(char c) {
        return c >= ' ' ? c < '\ufffe' : c == '\t' || c == '\n';
    }
}
