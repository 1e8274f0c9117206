package dev.antiphon.wire.codec;

import dev.antiphon.api.AwsException;
import dev.antiphon.wire.codec.Type.Mapping;
import dev.antiphon.wire.codec.Type.Scalar;
import dev.antiphon.wire.codec.Type.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/**
 * Reads structures from the parameters of a Query request. Lists are {@code Name.member.1} or, if
 * flattened, {@code Name.1}; maps {@code Name.entry.1.key} and {@code Name.entry.1.value} or {@code
 * Name.1.Name} and {@code Name.1.Value}. AWS's documentation shows a list or map of one also
 * without its number ({@code AttributeName=All}), so that is read too.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query</a>
 */
public final class FormDecoder {
    private final Form form;

    public FormDecoder(Form form) {
        this.form = form;
    }

    public SdkPojo decode(Structure structure) {
        return structure(structure, "");
    }

    private SdkPojo structure(Structure structure, String prefix) {
        SdkPojo builder = structure.builder();
        for (Field field : structure.fields()) {
            Object value = value(field.type(), prefix + field.queryName());
            if (value != null) {
                field.set(builder, value);
            }
        }
        return Structure.build(builder);
    }

    private @Nullable Object value(Type type, String place) {
        return switch (type) {
            case Scalar scalar -> scalar(scalar, place);
            case Structure structure ->
                    form.below(place) ? structure(structure, place + ".") : null;
            case Sequence sequence -> list(sequence, place);
            case Mapping mapping -> map(mapping, place);
        };
    }

    private @Nullable Object scalar(Scalar scalar, String place) {
        String text = form.value(place);
        if (text == null || (text.isEmpty() && scalar.kind() != Type.Kind.STRING)) {
            return null;
        }
        try {
            return TextScalars.parse(scalar, text, Format.ISO_8601);
        } catch (IllegalArgumentException e) {
            throw invalid(text, place);
        }
    }

    private @Nullable List<Object> list(Sequence sequence, String place) {
        String base = sequence.flattened() ? place : place + "." + sequence.item();
        List<Object> items = new ArrayList<>();
        for (int number : form.numbers(base)) {
            Object numbered = value(sequence.member(), base + "." + number);
            if (numbered != null) {
                items.add(numbered);
            }
        }
        if (!items.isEmpty()) {
            return items;
        }
        String single = form.value(place);
        if (single == null) {
            return null;
        }
        // SDKs send an empty list as the name alone.
        Object item = single.isEmpty() ? null : value(sequence.member(), place);
        if (item != null) {
            items.add(item);
        }
        return items;
    }

    private @Nullable Map<String, Object> map(Mapping mapping, String place) {
        String base = mapping.flattened() ? place : place + ".entry";
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int number : form.numbers(base)) {
            entry(mapping, base + "." + number, entries);
        }
        if (entries.isEmpty() && form.value(base + "." + mapping.keyName()) != null) {
            entry(mapping, base, entries);
        }
        return entries.isEmpty() && form.value(place) == null ? null : entries;
    }

    private void entry(Mapping mapping, String place, Map<String, Object> entries) {
        String key = form.value(place + "." + mapping.keyName());
        if (key == null) {
            throw AwsException.sender(
                    "MissingParameter",
                    "The request must contain the parameter "
                            + place
                            + "."
                            + mapping.keyName()
                            + ".");
        }
        Object value = value(mapping.value(), place + "." + mapping.valueName());
        if (value != null) {
            entries.put(key, value);
        }
    }

    private static AwsException invalid(String text, String place) {
        return AwsException.sender(
                "InvalidParameterValue",
                "Value " + text + " for parameter " + place + " is invalid.");
    }
}
