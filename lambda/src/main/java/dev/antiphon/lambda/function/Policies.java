package dev.antiphon.lambda.function;

import dev.antiphon.engine.Tx;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How policies change. */
final class Policies {
    private static final int MOST_BYTES = 20 * 1024;

    private Policies() {}

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException
     */
    static void checkQualifier(FunctionName name) {
        if (FunctionName.LATEST.equals(name.qualifier())) {
            throw LambdaErrors.invalid("We currently do not support adding policies for $LATEST.");
        }
    }

    /**
     * @param policy as it is, or null for none
     * @throws dev.antiphon.api.AwsException ResourceConflictException or
     *     PolicyLengthExceededException
     */
    static Policy with(@Nullable Policy policy, String id, String statement, Tx tx) {
        Policy before = policy == null ? new Policy("", Map.of()) : policy;
        if (before.statements().containsKey(id)) {
            throw LambdaErrors.conflict(
                    "The statement id ("
                            + id
                            + ") provided already exists. Please provide a new statement id, or"
                            + " remove the existing statement.");
        }
        Policy after = before.with(id, statement, tx.ids().uuid().toString());
        int bytes = after.json().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw LambdaErrors.user(
                    "PolicyLengthExceededException",
                    "The final policy size ("
                            + bytes
                            + ") is bigger than the limit ("
                            + MOST_BYTES
                            + ").");
        }
        return after;
    }

    /**
     * @return null where nothing is left
     * @throws dev.antiphon.api.AwsException ResourceNotFoundException
     */
    static @Nullable Policy without(Policy policy, String id, Tx tx) {
        if (!policy.statements().containsKey(id)) {
            throw LambdaErrors.notFound("Statement " + id + " is not found in resource policy.");
        }
        Policy after = policy.without(id, tx.ids().uuid().toString());
        return after.statements().isEmpty() ? null : after;
    }
}
