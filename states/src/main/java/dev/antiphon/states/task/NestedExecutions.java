package dev.antiphon.states.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.Reply;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.execution.EndedExecution;
import dev.antiphon.states.execution.Stops;
import dev.antiphon.states.execution.Watches;
import dev.antiphon.storage.Family;
import org.jspecify.annotations.Nullable;

/**
 * Executions that states of other executions started and wait for.
 *
 * <p>The parent starts the child by an ordinary call. When that is answered it notes the child, to
 * stop it if need be, and has itself told of its end. All of it are rows and parcels, so that no
 * crash parts the two.
 */
final class NestedExecutions {
    /** The answer of the call that started the child. */
    static final String STARTED = "states-nested-started";

    private static final ParcelKind<byte[]> ENDED = ParcelKind.ofBytes("states-nested-ended");

    /** By the address of the state that waits: its child's ARN. */
    private static final Table<TaskAddress, String> CHILDREN =
            Table.of(
                    135,
                    "states.children",
                    Family.STATE,
                    KeyCodec.of(
                            (key, out) ->
                                    out.text(key.home())
                                            .i64(key.execution())
                                            .i64(key.strand())
                                            .i64(key.nonce()),
                            in -> new TaskAddress(in.text(), in.i64(), in.i64(), in.i64())),
                    RowCodec.TEXT);

    private NestedExecutions() {}

    static void register(Registry registry, TaskOutcomes outcomes) {
        registry.table(CHILDREN);
        registry.receiver(Reply.kind(STARTED), (tx, home, reply) -> started(tx, reply, outcomes));
        registry.receiver(ENDED, (tx, home, payload) -> ended(tx, payload, outcomes));
    }

    private static void started(Tx tx, Reply reply, TaskOutcomes outcomes) {
        Asked asked = Asked.read(reply.correlation());
        TaskAddress parent = asked.address();
        if (reply.answer() instanceof Answer.Response response) {
            String child = Json.object(response.body()).path("ExecutionArn").asText();
            if (!outcomes.awaited(tx, parent)) {
                Stops.stop(tx, child, null, null);
                return;
            }
            tx.put(CHILDREN, parent, child);
            RowWriter waiter = new RowWriter();
            parent.write(waiter);
            waiter.text(asked.resource());
            Watches.watch(tx, child, ENDED, parent.home(), waiter.toBytes());
        }
        NestedTask task = NestedTask.of(asked.resource());
        outcomes.take(tx, parent, task.outcome(tx, asked, reply.answer()));
    }

    private static void ended(Tx tx, byte[] payload, TaskOutcomes outcomes) {
        RowReader in = new RowReader(payload);
        RowReader waiter = new RowReader(in.bytes());
        TaskAddress parent = TaskAddress.read(waiter);
        NestedTask task = NestedTask.of(waiter.text());
        tx.delete(CHILDREN, parent);
        outcomes.take(tx, parent, task.ended(result(EndedExecution.read(in))));
    }

    /** As the event of its end has it, in Pascal case. */
    private static ObjectNode result(EndedExecution end) {
        ObjectNode result = Json.object();
        putIfThere(result, "Cause", end.cause());
        putIfThere(result, "Error", end.error());
        result.put("ExecutionArn", end.arn());
        result.put("Input", end.input());
        result.putObject("InputDetails").put("Included", true);
        result.put("Name", end.name());
        if (end.output() != null) {
            result.put("Output", end.output());
            result.putObject("OutputDetails").put("Included", true);
        }
        result.put("StartDate", end.started().toEpochMilli());
        putIfThere(result, "StateMachineAliasArn", end.aliasArn());
        result.put("StateMachineArn", end.machineArn());
        putIfThere(result, "StateMachineVersionArn", end.versionArn());
        result.put("Status", end.status());
        result.put("StopDate", end.stopped().toEpochMilli());
        return result;
    }

    private static void putIfThere(ObjectNode result, String name, @Nullable String value) {
        if (value != null) {
            result.put(name, value);
        }
    }

    /** See {@link TaskKind#abandon}. */
    static void abandon(Tx tx, TaskAddress parent) {
        String child = tx.get(CHILDREN, parent);
        if (child != null) { // else it is stopped when the call that starts it is answered
            tx.delete(CHILDREN, parent);
            Stops.stop(tx, child, null, null);
        }
    }
}
