package dev.antiphon.wire.validate;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** A value as AWS shows it in its complaints: as its server's classes print themselves. */
final class Shown {
    private Shown() {}

    /** What the SDK prints instead of a member that the model calls sensitive. */
    private static final String REDACTED = "*** Sensitive Data Redacted ***";

    /** Whether a member of a structure must not be shown: a password, a key. */
    static boolean secret(SdkPojo owner, String member) {
        return owner.toString().contains(member + "=" + REDACTED);
    }

    static String of(Object value) {
        return switch (value) {
            case SdkPojo pojo -> structure(pojo);
            case SdkBytes bytes ->
                    "java.nio.HeapByteBuffer[pos=0 lim="
                            + bytes.asByteArrayUnsafe().length
                            + " cap="
                            + bytes.asByteArrayUnsafe().length
                            + "]";
            case List<?> items ->
                    items.stream().map(Shown::of).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> entries ->
                    entries.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + of(entry.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    private static String structure(SdkPojo pojo) {
        return pojo.sdkFields().stream()
                .map(field -> member(field, pojo))
                .collect(Collectors.joining(", ", pojo.getClass().getSimpleName() + "(", ")"));
    }

    private static String member(SdkField<?> field, SdkPojo pojo) {
        String name = field.memberName();
        Object value = field.getValueOrDefault(pojo);
        boolean unset =
                value == null
                        || value instanceof software.amazon.awssdk.core.util.SdkAutoConstructList
                        || value instanceof software.amazon.awssdk.core.util.SdkAutoConstructMap;
        return Character.toLowerCase(name.charAt(0))
                + name.substring(1)
                + "="
                + (unset ? "null" : secret(pojo, name) ? REDACTED : of(value));
    }
}
