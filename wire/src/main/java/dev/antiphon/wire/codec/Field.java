package dev.antiphon.wire.codec;

import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** A member of a structure, with everything about it that a codec asks for at each call. */
public final class Field {
    private final SdkField<?> sdk;
    private final String name;
    private final SerializedString wireName;
    private final SerializedString pascalName;
    private final String queryName;
    private final boolean required;
    private final boolean payload;
    private final Type type;

    Field(
            SdkField<?> sdk,
            String name,
            String queryName,
            boolean required,
            boolean payload,
            Type type) {
        this.sdk = sdk;
        this.name = name;
        this.wireName = new SerializedString(sdk.locationName());
        this.pascalName = new SerializedString(PascalCase.of(name));
        this.queryName = queryName;
        this.required = required;
        this.payload = payload;
        this.type = type;
    }

    /** The name in the model. */
    public String name() {
        return name;
    }

    /** The name in JSON and CBOR, or that of the header or parameter. */
    public SerializedString wireName() {
        return wireName;
    }

    /** The name as workflows spell it. */
    SerializedString pascalName() {
        return pascalName;
    }

    /** The name in Query forms and in XML. */
    public String queryName() {
        return queryName;
    }

    public boolean required() {
        return required;
    }

    /** Whether the body of the HTTP message is this member and nothing else. */
    public boolean payload() {
        return payload;
    }

    public MarshallLocation location() {
        return sdk.location();
    }

    public Type type() {
        return type;
    }

    /**
     * The value, or null if it was never set. The SDK has empty lists and maps of its own for those
     * that nobody set; they are not the same as empty ones that somebody set.
     */
    public @Nullable Object get(Object pojo) {
        Object value = sdk.getValueOrDefault(pojo);
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap
                ? null
                : value;
    }

    public void set(Object builder, Object value) {
        sdk.set(builder, value);
    }
}
