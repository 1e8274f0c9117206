package dev.antiphon.apigateway.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Carries members from one structure of the model to another that has members of the same names, as
 * the requests, rows and responses of API Gateway do.
 */
final class Members {
    private Members() {}

    /** Sets what {@code from} says and {@code to}, a builder, has as well. */
    static <B extends SdkPojo> B copy(SdkPojo from, B to) {
        return carry(from, to, false);
    }

    /** The same for a change: a text that is said to be empty is taken away. */
    static <B extends SdkPojo> B update(SdkPojo from, B to) {
        return carry(from, to, true);
    }

    private static <B extends SdkPojo> B carry(SdkPojo from, B to, boolean clearing) {
        Map<String, SdkField<?>> targets = new LinkedHashMap<>();
        to.sdkFields().forEach(field -> targets.put(field.memberName(), field));
        for (SdkField<?> source : from.sdkFields()) {
            SdkField<?> target = targets.get(source.memberName());
            Object value = source.getValueOrDefault(from);
            if (target != null && said(value) && !isOtherStructure(source, target)) {
                target.set(to, clearing && "".equals(value) ? null : value);
            }
        }
        return to;
    }

    /**
     * Whether what a request asks for is not what an answer shows, as with mutual TLS: the rules of
     * the operation say what becomes of it.
     */
    private static boolean isOtherStructure(SdkField<?> source, SdkField<?> target) {
        return source.marshallingType().equals(MarshallingType.SDK_POJO)
                && source.constructor().get().getClass() != target.constructor().get().getClass();
    }

    /** The SDK has an empty list or map of its own where none was said. */
    private static boolean said(@Nullable Object value) {
        return value != null
                && !(value instanceof SdkAutoConstructList)
                && !(value instanceof SdkAutoConstructMap);
    }

    /**
     * A map after a change of some of its entries: an empty text takes one away
     * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html).
     */
    static Map<String, String> merged(Map<String, String> before, Map<String, String> changes) {
        Map<String, String> after = new LinkedHashMap<>(before);
        changes.forEach((key, value) -> {
            if (value.isEmpty()) {
                after.remove(key);
            } else {
                after.put(key, value);
            }
        });
        return after;
    }
}
