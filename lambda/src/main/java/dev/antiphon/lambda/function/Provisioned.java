package dev.antiphon.lambda.function;

import dev.antiphon.engine.RowCodec;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigResponse;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigListItem;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;

/** For how many invocations at once a version or an alias is to be ready. */
record Provisioned(QualifiedKey key, int requested, Instant modified) {
    /** How long it takes until it is: a moment, for whoever looks right after having asked. */
    private static final Duration PREPARATION = Duration.ofSeconds(1);

    static final RowCodec<Provisioned> CODEC =
            RowCodec.first(
                    (provisioned, out) -> {
                        LambdaTables.writeKey(provisioned.key.function(), out);
                        out.text(provisioned.key.qualifier()).varint(provisioned.requested);
                        out.i64(provisioned.modified.toEpochMilli());
                    },
                    in ->
                            new Provisioned(
                                    new QualifiedKey(LambdaTables.readKey(in), in.text()),
                                    (int) in.varint(),
                                    Instant.ofEpochMilli(in.i64())));

    GetProvisionedConcurrencyConfigResponse view(Instant now) {
        boolean ready = !now.isBefore(modified.plus(PREPARATION));
        int allocated = ready ? requested : 0;
        return GetProvisionedConcurrencyConfigResponse.builder()
                .requestedProvisionedConcurrentExecutions(requested)
                .allocatedProvisionedConcurrentExecutions(allocated)
                .availableProvisionedConcurrentExecutions(allocated)
                .status(
                        ready
                                ? ProvisionedConcurrencyStatusEnum.READY
                                : ProvisionedConcurrencyStatusEnum.IN_PROGRESS)
                .lastModified(Timestamps.text(modified))
                .build();
    }

    ProvisionedConcurrencyConfigListItem listed(Instant now) {
        return SameMembers.copy(
                        view(now),
                        ProvisionedConcurrencyConfigListItem.builder().functionArn(key.arn()))
                .build();
    }
}
