package dev.antiphon.states.execution;

import dev.antiphon.api.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The execution and the machine that a tested state takes itself to be in. Their names follow from
 * the request, so that a state that is run again sees the same ones.
 */
record TestIdentity(ExecutionArn arn) {
    static TestIdentity of(Caller caller) {
        return new TestIdentity(
                new ExecutionArn(
                        caller.region(),
                        caller.account(),
                        name("machine", caller),
                        name("execution", caller),
                        null));
    }

    private static String name(String of, Caller caller) {
        String text = of + " " + caller.requestId();
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The ARN of the execution as a state sees it. */
    String visible() {
        return arn.home().replace(":execution:", ":express:");
    }

    Identity identity(@Nullable String role, Instant started, Payload input) {
        String machine =
                "arn:aws:states:"
                        + arn.region()
                        + ":"
                        + arn.account()
                        + ":stateMachine:"
                        + arn.machine();
        return new Identity(
                visible(),
                arn.region(),
                arn.name(),
                role,
                started,
                -1,
                machine,
                arn.machine(),
                () -> input);
    }
}
