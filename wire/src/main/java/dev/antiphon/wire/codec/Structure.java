package dev.antiphon.wire.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/** One of the SDK's model classes, compiled. */
public final class Structure implements Type {
    private final String name;
    private final Supplier<SdkPojo> builder;
    private Field[] fields = {};
    private Map<String, Field> byWireName = Map.of();
    private Map<String, Field> byAnyCase = Map.of();

    Structure(String name, Supplier<SdkPojo> builder) {
        this.name = name;
        this.builder = builder;
    }

    /** Structures may hold themselves, so that fields come after the structure. */
    void define(List<Field> defined) {
        fields = defined.toArray(Field[]::new);
        Map<String, Field> named = new HashMap<>();
        Map<String, Field> lower = new HashMap<>();
        for (Field field : fields) {
            named.put(field.wireName().getValue(), field);
            lower.put(field.name().toLowerCase(Locale.ROOT), field);
            lower.put(field.pascalName().getValue().toLowerCase(Locale.ROOT), field);
        }
        byWireName = named;
        byAnyCase = lower;
    }

    /** The simple name of the class. */
    public String name() {
        return name;
    }

    /** In the order of the model. Shared: not to be changed. */
    public Field[] fields() {
        return fields;
    }

    /** The field of that name in JSON and CBOR, or null. */
    @Nullable Field field(String wireName) {
        return byWireName.get(wireName);
    }

    /** The field of that name in the model, whatever its capitals, or null. */
    @Nullable Field fieldInAnyCase(String name) {
        return byAnyCase.get(name.toLowerCase(Locale.ROOT));
    }

    /** An empty builder, to be filled with {@link Field#set} and finished with {@link #build}. */
    public SdkPojo builder() {
        return builder.get();
    }

    public static SdkPojo build(SdkPojo builder) {
        return (SdkPojo) ((Buildable) builder).build();
    }
}
