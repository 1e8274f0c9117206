package dev.antiphon.states.execution;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.antiphon.api.Arn;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What the two ways to start an execution have in common. */
final class StartRequest {
    private static final JsonFactory JSON = new JsonFactory();

    private StartRequest() {}

    /**
     * Which execution it is about: the name that was given, or else the id of the request.
     *
     * @param machineArn of a machine, a version or an alias
     */
    static ExecutionArn entity(String machineArn, @Nullable String name, Caller caller) {
        Arn arn;
        try {
            arn = Arn.parse(machineArn);
        } catch (IllegalArgumentException e) {
            throw ExecutionErrors.invalidArn(
                    "Invalid Arn: 'Invalid ARN prefix: " + machineArn + "'");
        }
        String[] parts = arn.resource().split(":", -1);
        if (!arn.service().equals("states") || parts.length < 2) {
            throw ExecutionErrors.invalidArn(
                    "Invalid Arn: 'Resource type not valid in this context: " + parts[0] + "'");
        }
        if (name != null) {
            ExecutionNames.check(name);
        }
        return ExecutionArn.of(arn, parts[1], name == null ? caller.requestId() : name);
    }

    static Payload input(@Nullable String text) {
        if (text == null) {
            return Payload.EMPTY_OBJECT;
        }
        if (text.isBlank()) {
            throw ExecutionErrors.invalidInput(
                    "Invalid State Machine Execution Input: 'Invalid execution input.'");
        }
        if (Payload.tooLarge(text)) {
            throw ExecutionErrors.invalidInput(
                    "Invalid State Machine Execution Input: 'Input exceeds the maximum number of"
                            + " bytes allowed.'");
        }
        check(text);
        return Payload.ofText(text);
    }

    /** Only reads over it: most executions never need the tree. */
    private static void check(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.currentToken() == null || parser.nextToken() != null) {
                throw ExecutionErrors.invalidInput(
                        "Invalid State Machine Execution Input: 'Invalid execution input.'");
            }
        } catch (JsonProcessingException e) {
            throw ExecutionErrors.invalidInput(
                    "Invalid State Machine Execution Input: '" + e.getOriginalMessage() + "'");
        } catch (IOException e) {
            throw new UncheckedIOException("a text can be read", e);
        }
    }

    static Execution execution(
            Tx tx,
            Programs programs,
            Machine machine,
            ExecutionArn arn,
            Payload input,
            @Nullable String traceHeader) {
        return new Execution(
                tx.ids().next(),
                arn,
                machine.arn(),
                machine.name(),
                machine.version(),
                machine.alias(),
                machine.revision(),
                machine.role(),
                programs.of(machine).hash(),
                tx.now(),
                machine.express() ? input : null,
                null,
                traceHeader);
    }
}
