package dev.antiphon.lambda.function;

import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Answers that the model has as one structure, and the SDK as a class for each operation: a
 * function's configuration, an alias, a URL.
 */
public final class SameMembers {
    private SameMembers() {}

    /** Sets all members of a structure that a builder has as well. */
    public static <B extends SdkPojo> B copy(SdkPojo structure, B builder) {
        Map<String, SdkField<?>> targets = builder.sdkFieldNameToField();
        for (SdkField<?> field : structure.sdkFields()) {
            Object value = field.getValueOrDefault(structure);
            SdkField<?> target = targets.get(field.locationName());
            boolean said =
                    value != null
                            && !(value instanceof SdkAutoConstructList)
                            && !(value instanceof SdkAutoConstructMap);
            if (said && target != null) {
                target.set(builder, value);
            }
        }
        return builder;
    }
}
