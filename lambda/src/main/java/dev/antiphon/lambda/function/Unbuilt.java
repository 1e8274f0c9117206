package dev.antiphon.lambda.function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CapacityProviderConfig;
import software.amazon.awssdk.services.lambda.model.DurableConfig;
import software.amazon.awssdk.services.lambda.model.TenancyConfig;

/** What functions can be on AWS, and not here: refused rather than left out in silence. */
final class Unbuilt {
    private Unbuilt() {}

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException
     */
    static void check(
            @Nullable DurableConfig durable,
            @Nullable TenancyConfig tenancy,
            @Nullable CapacityProviderConfig capacity) {
        refuse(durable, "Durable functions are");
        refuse(tenancy, "Tenant isolation is");
        refuse(capacity, "Capacity providers are");
    }

    private static void refuse(@Nullable Object config, String what) {
        if (config != null) {
            throw LambdaErrors.invalid(what + " not built into this server.");
        }
    }
}
