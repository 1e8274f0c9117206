package dev.antiphon.service;

import dev.antiphon.engine.Check;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * A structure of AWS's model in a row: its members that are set, by their names in the model, so
 * that a row outlives members that are added. For the parts of a definition that nobody here looks
 * into.
 */
public final class ModelRow {
    private ModelRow() {}

    public static void write(SdkPojo structure, RowWriter out) {
        List<SdkField<?>> set =
                structure.sdkFields().stream()
                        .filter(field -> said(field.getValueOrDefault(structure)))
                        .toList();
        out.varint(set.size());
        for (SdkField<?> field : set) {
            out.text(field.memberName());
            writeValue(field, field.getValueOrDefault(structure), out);
        }
    }

    /** The SDK has an empty list or map of its own where none was said. */
    private static boolean said(@Nullable Object value) {
        return value != null
                && !(value instanceof SdkAutoConstructList)
                && !(value instanceof SdkAutoConstructMap);
    }

    private static void writeValue(SdkField<?> field, Object value, RowWriter out) {
        switch (value) {
            case String text -> out.text(text);
            case Integer number -> out.i64(number);
            case Long number -> out.i64(number);
            case Boolean bool -> out.bool(bool);
            case Double number -> out.i64(Double.doubleToLongBits(number));
            case Instant time -> out.i64(time.toEpochMilli());
            case SdkPojo structure -> write(structure, out);
            case List<?> list -> {
                SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
                out.varint(list.size());
                list.forEach(item -> writeValue(member, item, out));
            }
            case Map<?, ?> map -> {
                SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
                out.varint(map.size());
                map.forEach((key, item) -> {
                    out.text((String) key);
                    writeValue(member, item, out);
                });
            }
            default -> throw new IllegalArgumentException("no row for " + field.memberName());
        }
    }

    /**
     * @param builder a new one of the structure that was written
     */
    public static <B extends SdkPojo> B read(B builder, RowReader in) {
        for (long left = in.varint(); left > 0; left--) {
            String name = in.text();
            SdkField<?> field =
                    Check.present(
                            builder.sdkFields().stream()
                                    .filter(candidate -> candidate.memberName().equals(name))
                                    .findFirst()
                                    .orElse(null),
                            "a stored member is one of the model's");
            field.set(builder, readValue(field, in));
        }
        return builder;
    }

    private static Object readValue(SdkField<?> field, RowReader in) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.STRING)) {
            return in.text();
        }
        if (type.equals(MarshallingType.INTEGER)) {
            return (int) in.i64();
        }
        if (type.equals(MarshallingType.LONG)) {
            return in.i64();
        }
        if (type.equals(MarshallingType.BOOLEAN)) {
            return in.bool();
        }
        if (type.equals(MarshallingType.DOUBLE)) {
            return Double.longBitsToDouble(in.i64());
        }
        if (type.equals(MarshallingType.INSTANT)) {
            return Instant.ofEpochMilli(in.i64());
        }
        if (type.equals(MarshallingType.SDK_POJO)) {
            SdkPojo builder = read(field.constructor().get(), in);
            return ((SdkBuilder<?, ?>) builder).build();
        }
        if (type.equals(MarshallingType.LIST)) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> list = new ArrayList<>();
            for (long left = in.varint(); left > 0; left--) {
                list.add(readValue(member, in));
            }
            return list;
        }
        Check.that(
                type.equals(MarshallingType.MAP), "a stored member is of a kind that is written");
        SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> map = new LinkedHashMap<>();
        for (long left = in.varint(); left > 0; left--) {
            map.put(in.text(), readValue(member, in));
        }
        return map;
    }
}
