package dev.antiphon.lambda.function;

import dev.antiphon.delivery.FunctionSpec;

/**
 * A function as it can be invoked now.
 *
 * @param invokedArn as whoever invokes names it: perhaps with an alias
 * @param executedVersion {@code $LATEST} or a number
 */
public record Invocable(FunctionSpec spec, String invokedArn, String executedVersion) {}
