package dev.antiphon.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.engine.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Structures of the API as JSON with the members' names of the API, for rows that keep a structure
 * whole. Members that are not there are left out.
 */
public final class ModelJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ModelJson() {}

    public static String write(SdkPojo structure) {
        return object(structure).toString();
    }

    /** Sets the members of a structure's builder, which it returns. */
    public static <B extends SdkPojo> B read(B builder, String json) {
        JsonNode object = Check.present(Json.parse(json), "a row holds JSON");
        fill(builder, object);
        return builder;
    }

    private static ObjectNode object(SdkPojo structure) {
        ObjectNode object = NODES.objectNode();
        for (SdkField<?> field : structure.sdkFields()) {
            JsonNode value = value(field.getValueOrDefault(structure));
            if (value != null) {
                object.set(field.locationName(), value);
            }
        }
        return object;
    }

    private static @Nullable JsonNode value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case SdkAutoConstructList<?> _ -> null;
            case SdkAutoConstructMap<?, ?> _ -> null;
            case SdkPojo structure -> object(structure);
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode();
                list.forEach(element -> array.add(value(element)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                map.forEach((key, element) -> object.set(key.toString(), value(element)));
                yield object;
            }
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Boolean bool -> NODES.booleanNode(bool);
            default -> NODES.textNode(value.toString());
        };
    }

    private static void fill(SdkPojo builder, JsonNode object) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = object.get(field.locationName());
            if (value != null) {
                field.set(builder, read(field, value));
            }
        }
    }

    private static Object read(SdkField<?> field, JsonNode value) {
        return switch (field.marshallingType().getKnownType()) {
            case INTEGER -> value.intValue();
            case LONG -> value.longValue();
            case BOOLEAN -> value.booleanValue();
            case LIST -> {
                SdkField<?> member =
                        Check.present(field.getTrait(ListTrait.class), "a list has a trait")
                                .memberFieldInfo();
                List<Object> list = new ArrayList<>();
                value.forEach(element -> list.add(read(member, element)));
                yield list;
            }
            case MAP -> {
                SdkField<?> member =
                        Check.present(field.getTrait(MapTrait.class), "a map has a trait")
                                .valueFieldInfo();
                Map<String, Object> map = new LinkedHashMap<>();
                value.properties()
                        .forEach(entry -> map.put(entry.getKey(), read(member, entry.getValue())));
                yield map;
            }
            case SDK_POJO -> {
                SdkPojo nested = field.constructor().get();
                fill(nested, value);
                yield built(nested);
            }
            default -> value.textValue();
        };
    }

    /**
     * The SDK's setters take a structure's builder where a member is one, and lists of structures.
     */
    private static Object built(SdkPojo builder) {
        return builder instanceof Buildable buildable ? buildable.build() : builder;
    }
}
