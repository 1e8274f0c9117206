package dev.antiphon.compat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Requests and responses of the Java SDK as JSON with the names of AWS's model, which is what SDKs
 * of languages without types take and give. JSON has no bytes: how those are written is the
 * writer's choice, and they are read from base64, with or without a {@code $bytes} around it.
 */
final class PojoJson {
    static final Function<SdkBytes, JsonNode> BYTES_MARKED =
            bytes -> JsonNodeFactory.instance.objectNode().put("$bytes", bytes.asByteArrayUnsafe());

    private PojoJson() {}

    static ObjectNode write(SdkPojo pojo, Function<SdkBytes, JsonNode> bytes) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            boolean absent =
                    value == null
                            || value instanceof SdkAutoConstructList
                            || value instanceof SdkAutoConstructMap;
            if (!absent) {
                node.set(name(field), node(value, bytes));
            }
        }
        return node;
    }

    /** A few members have another name in the Java SDK; on the wire they keep the model's. */
    private static String name(SdkField<?> field) {
        boolean renamed =
                field.location() == MarshallLocation.PAYLOAD
                        && !field.locationName().equalsIgnoreCase(field.memberName());
        return renamed ? field.locationName() : field.memberName();
    }

    private static JsonNode node(Object value, Function<SdkBytes, JsonNode> bytes) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case String text -> nodes.textNode(text);
            case Integer number -> nodes.numberNode(number);
            case Long number -> nodes.numberNode(number);
            case Double number -> nodes.numberNode(number);
            case Boolean flag -> nodes.booleanNode(flag);
            case SdkBytes binary -> bytes.apply(binary);
            case Instant time -> nodes.textNode(time.toString());
            case SdkPojo pojo -> write(pojo, bytes);
            case List<?> list -> {
                ArrayNode array = nodes.arrayNode();
                list.forEach(item -> array.add(node(item, bytes)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = nodes.objectNode();
                map.forEach((key, item) -> object.set((String) key, node(item, bytes)));
                yield object;
            }
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        };
    }

    static <T extends SdkPojo> T read(Class<T> type, JsonNode node) {
        try {
            return type.cast(read((SdkPojo) type.getMethod("builder").invoke(null), node));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(type + " is no class of the SDK's model", e);
        }
    }

    private static Object read(SdkPojo builder, JsonNode node) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = node.get(name(field));
            if (value != null && !value.isNull()) {
                field.set(builder, value(field, value));
            }
        }
        return ((Buildable) builder).build();
    }

    private static Object value(SdkField<?> field, JsonNode node) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.STRING)) {
            return node.asText();
        }
        if (type.equals(MarshallingType.INTEGER)) {
            return node.asInt();
        }
        if (type.equals(MarshallingType.LONG)) {
            return node.asLong();
        }
        if (type.equals(MarshallingType.FLOAT)) {
            return (float) node.asDouble();
        }
        if (type.equals(MarshallingType.DOUBLE)) {
            return node.asDouble();
        }
        if (type.equals(MarshallingType.BOOLEAN)) {
            return node.asBoolean();
        }
        if (type.equals(MarshallingType.INSTANT)) {
            return time(node);
        }
        if (type.equals(MarshallingType.SDK_BYTES)) {
            return bytes(node.has("$bytes") ? node.get("$bytes") : node);
        }
        if (type.equals(MarshallingType.SDK_POJO)) {
            return read(field.constructor().get(), node);
        }
        if (type.equals(MarshallingType.LIST)) {
            SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> list = new ArrayList<>();
            node.forEach(each -> list.add(value(item, each)));
            return list;
        }
        if (type.equals(MarshallingType.MAP)) {
            SdkField<?> item = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(each -> map.put(each.getKey(), value(item, each.getValue())));
            return map;
        }
        throw new IllegalArgumentException("no JSON for a " + type.getTargetClass());
    }

    /** The older CLI shows a time as it came: as seconds. */
    private static Instant time(JsonNode node) {
        return node.isNumber()
                ? Instant.ofEpochMilli(Math.round(node.asDouble() * 1000))
                : OffsetDateTime.parse(node.asText()).toInstant();
    }

    private static SdkBytes bytes(JsonNode node) {
        try {
            return SdkBytes.fromByteArrayUnsafe(node.binaryValue());
        } catch (IOException e) {
            throw new IllegalArgumentException("not base64: " + node, e);
        }
    }
}
