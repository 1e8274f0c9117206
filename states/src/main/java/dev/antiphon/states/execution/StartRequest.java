package dev.antiphon.states.execution;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.antiphon.api.Caller;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.expression.BoundedNumbers;
import dev.antiphon.states.machine.Executable;
import dev.antiphon.states.machine.MachineArn;
import dev.antiphon.states.machine.MachineReference;
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
        MachineArn machine = MachineReference.parse(machineArn).machine();
        if (name != null) {
            ExecutionNames.check(name);
        }
        return ExecutionArn.of(machine, name == null ? caller.requestId() : name);
    }

    /** By which a call knows what it has begun when it is run again. */
    static long number(Caller caller) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 0; i < caller.requestId().length(); i++) {
            hash = (hash ^ caller.requestId().charAt(i)) * 0x100_0000_01B3L;
        }
        return hash & Long.MAX_VALUE;
    }

    static Executable machine(Tx tx, String arn) {
        return Executable.resolve(tx::catalog, MachineReference.parse(arn), tx.ids().random());
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
            if (!readable(parser) || parser.nextToken() != null) {
                throw ExecutionErrors.invalidInput(
                        "Invalid State Machine Execution Input: 'Invalid execution input.'");
            }
        } catch (JsonProcessingException e) {
            throw ExecutionErrors.invalidInput(
                    "Invalid State Machine Execution Input: '" + e.getOriginalMessage() + "'");
        } catch (BoundedNumbers.OutOfRange _) {
            throw ExecutionErrors.invalidInput(
                    "Invalid State Machine Execution Input: 'Number out of range'");
        } catch (IOException e) {
            throw new UncheckedIOException("a text can be read", e);
        }
    }

    /** Whether there is a value. */
    private static boolean readable(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return false;
            }
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                BoundedNumbers.check(parser.getDecimalValue());
            }
        } while (depth > 0);
        return true;
    }

    /**
     * @param traceHeader as the request gives it: if not, it is that of the call
     */
    static Execution execution(
            Tx tx,
            long number,
            Programs programs,
            Executable machine,
            ExecutionArn arn,
            Payload input,
            @Nullable String traceHeader,
            Caller caller) {
        return new Execution(
                number,
                arn,
                machine.machine().toString(),
                machine.machine().name(),
                machine.versionArn(),
                machine.aliasArn(),
                machine.updated(),
                programs.of(machine).hash(),
                tx.now(),
                machine.express() ? input : null,
                null,
                traceHeader == null ? caller.traceHeader() : traceHeader);
    }
}
