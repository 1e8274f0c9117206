package dev.antiphon.lambda.function;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.Cors;

/**
 * An HTTPS endpoint of a function.
 *
 * @param id the first label of its host name
 * @param function with the alias that it leads to, or without a qualifier
 * @param authType {@code NONE} or {@code AWS_IAM}
 * @param invokeMode {@code BUFFERED} or {@code RESPONSE_STREAM}
 * @param cors what browsers are told, or null for nothing
 */
public record FunctionUrl(
        String id,
        FunctionName function,
        String authType,
        String invokeMode,
        @Nullable Cors cors,
        Instant created,
        Instant updated) {}
