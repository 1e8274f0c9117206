package dev.antiphon.states.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.delivery.Answer;
import dev.antiphon.delivery.Reply;
import dev.antiphon.delivery.ReplyTo;
import dev.antiphon.delivery.ServiceCall;
import dev.antiphon.delivery.ServiceCalls;
import dev.antiphon.engine.KeyCodec;
import dev.antiphon.engine.KeyReader;
import dev.antiphon.engine.KeyWriter;
import dev.antiphon.engine.Observers;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.RowCodec;
import dev.antiphon.engine.RowObserver;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Shard;
import dev.antiphon.engine.ShardKey;
import dev.antiphon.engine.Table;
import dev.antiphon.engine.Tx;
import dev.antiphon.storage.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Executions that states of other executions started and wait for.
 *
 * <p>The parent starts the child by an ordinary call. When it is answered, the parent notes the
 * child (to stop it, if need be) and has itself noted on the child's partition; if the child has
 * ended by then, it is told at once, else by {@link #ended}. All of it are rows and parcels, so that
 * no crash parts the two.
 */
final class NestedExecutions {
    /** On the parent's partition: the answer of the call that started the child. */
    static final String STARTED = "states-nested-started";

    /** On the child's partition: somebody waits for it. */
    private static final String WATCH = "states-nested-watch";

    /** On the parent's partition: the child has ended. */
    private static final String ENDED = "states-nested-ended";

    /** On the parent's partition: a child that nobody waited for any more was told to stop. */
    private static final String STOPPED = "states-nested-stopped";

    private record Watch(String child, TaskAddress parent) {}

    /** By the address of the state that waits: its child's ARN. */
    private static final Table<TaskAddress, String> CHILDREN =
            Table.of(135, "states.children", Family.STATE, new AddressKey(), new TextRow());

    /** By child and parent: the resource of the state that waits, for its shape of the result. */
    private static final Table<Watch, String> WATCHES =
            Table.of(136, "states.watches", Family.STATE, new WatchKey(), new TextRow());

    /** The watches of a partition, so that an execution that nobody watches ends without a scan. */
    private static final class Watched implements Shard {
        private final Map<String, List<Watch>> watches = new HashMap<>();

        @Override
        public void observe(Observers observers) {
            observers.follow(
                    WATCHES,
                    new RowObserver<>() {
                        @Override
                        public void put(Watch watch, String resource) {
                            watches.computeIfAbsent(watch.child, child -> new ArrayList<>())
                                    .add(watch);
                        }

                        @Override
                        public void deleted(Watch watch) {
                            watches.computeIfPresent(
                                    watch.child,
                                    (child, all) -> {
                                        all.remove(watch);
                                        return all.isEmpty() ? null : all;
                                    });
                        }
                    });
        }

        List<Watch> of(String child) {
            return List.copyOf(watches.getOrDefault(child, List.of()));
        }

        @Override
        public Instant nextWake() {
            return Instant.MAX;
        }

        @Override
        public void wake(Tx tx) {}
    }

    private static final ShardKey<Watched> WATCHED =
            new ShardKey<>("states-nested", Watched::new);

    private final Children children;

    NestedExecutions(Children children) {
        this.children = children;
    }

    void register(Registry registry, TaskOutcomes outcomes) {
        registry.table(CHILDREN);
        registry.table(WATCHES);
        registry.shard(WATCHED);
        registry.receiver(STARTED, (tx, home, payload) -> started(tx, payload, outcomes));
        registry.receiver(WATCH, (tx, child, payload) -> watch(tx, child, payload));
        registry.receiver(ENDED, (tx, home, payload) -> hearEnd(tx, payload, outcomes));
        registry.receiver(STOPPED, (tx, home, payload) -> {});
    }

    private static NestedTask task(String resource, NestedExecutions nested) {
        String action = resource.substring(resource.lastIndexOf(":startExecution") + 1);
        return new NestedTask(resource, action, resource.endsWith(":2"), nested);
    }

    private void started(Tx tx, byte[] payload, TaskOutcomes outcomes) {
        Reply reply = Reply.read(payload);
        Asked asked = Asked.read(reply.correlation());
        if (reply.answer() instanceof Answer.Response response) {
            String child = Json.object(response.body()).path("ExecutionArn").asText();
            if (!outcomes.awaited(tx, asked.address())) {
                stop(tx, child, asked.address());
                return;
            }
            tx.put(CHILDREN, asked.address(), child);
            RowWriter watch = new RowWriter();
            asked.address().write(watch);
            tx.send(WATCH, child, watch.text(asked.resource()).toBytes());
        }
        NestedTask task = task(asked.resource(), this);
        outcomes.take(tx, asked.address(), task.outcome(tx, asked, reply.answer()));
    }

    private void watch(Tx tx, String child, byte[] payload) {
        RowReader in = new RowReader(payload);
        TaskAddress parent = TaskAddress.read(in);
        String resource = in.text();
        DescribeExecutionResponse now = children.describe(tx, child);
        if (now != null && isRunning(now)) {
            tx.put(WATCHES, new Watch(child, parent), resource);
        } else {
            tell(tx, parent, resource, now, child);
        }
    }

    private static boolean isRunning(DescribeExecutionResponse execution) {
        return execution.status() == ExecutionStatus.RUNNING
                || execution.status() == ExecutionStatus.PENDING_REDRIVE;
    }

    /** See {@link Tasks#ended}. */
    void ended(Tx tx, String child) {
        List<Watch> watches = tx.shard(WATCHED).of(child);
        if (watches.isEmpty()) {
            return;
        }
        DescribeExecutionResponse end = children.describe(tx, child);
        for (Watch watch : watches) {
            String resource = tx.get(WATCHES, watch);
            if (resource != null) { // else one that this very operation has told already
                tx.delete(WATCHES, watch);
                tell(tx, watch.parent, resource, end, child);
            }
        }
    }

    private static void tell(
            Tx tx,
            TaskAddress parent,
            String resource,
            @Nullable DescribeExecutionResponse end,
            String child) {
        RowWriter out = new RowWriter();
        parent.write(out);
        out.text(resource).bytes(Json.bytes(result(end, child)));
        tx.send(ENDED, parent.home(), out.toBytes());
    }

    /** As the event of its end has it, in Pascal case. */
    private static ObjectNode result(@Nullable DescribeExecutionResponse end, String child) {
        ObjectNode result = Json.object();
        result.put("ExecutionArn", child);
        if (end == null) {
            return result.put("Status", ExecutionStatus.ABORTED.toString());
        }
        putIfThere(result, "Cause", end.cause());
        putIfThere(result, "Error", end.error());
        putIfThere(result, "Input", end.input());
        result.putObject("InputDetails").put("Included", true);
        result.put("Name", end.name());
        if (end.output() != null) {
            result.put("Output", end.output());
            result.putObject("OutputDetails").put("Included", true);
        }
        result.put("StartDate", end.startDate().toEpochMilli());
        result.put("StateMachineArn", end.stateMachineArn());
        result.put("Status", end.statusAsString());
        if (end.stopDate() != null) {
            result.put("StopDate", end.stopDate().toEpochMilli());
        }
        return result;
    }

    private static void putIfThere(ObjectNode result, String name, @Nullable String value) {
        if (value != null) {
            result.put(name, value);
        }
    }

    private void hearEnd(Tx tx, byte[] payload, TaskOutcomes outcomes) {
        RowReader in = new RowReader(payload);
        TaskAddress parent = TaskAddress.read(in);
        NestedTask task = task(in.text(), this);
        tx.delete(CHILDREN, parent);
        outcomes.take(tx, parent, task.ended(Json.object(in.bytes())));
    }

    /** See {@link TaskKind#abandon}. */
    void abandon(Tx tx, TaskAddress parent) {
        String child = tx.get(CHILDREN, parent);
        if (child != null) { // else it is stopped when the call that starts it is answered
            tx.delete(CHILDREN, parent);
            stop(tx, child, parent);
        }
    }

    private static void stop(Tx tx, String child, TaskAddress parent) {
        Home home = Home.of(child);
        ServiceCalls.call(
                tx,
                new ServiceCall(
                        "states",
                        "StopExecution",
                        Json.bytes(Json.object().put("ExecutionArn", child)),
                        home.account(),
                        home.region(),
                        tx.ids().uuid().toString(),
                        null),
                new ReplyTo(STOPPED, parent.home(), new byte[0]));
    }

    private static final class AddressKey implements KeyCodec<TaskAddress> {
        @Override
        public void write(TaskAddress key, KeyWriter out) {
            out.text(key.home()).i64(key.execution()).i64(key.strand()).i64(key.nonce());
        }

        @Override
        public TaskAddress read(KeyReader in) {
            return new TaskAddress(in.text(), in.i64(), in.i64(), in.i64());
        }
    }

    private static final class WatchKey implements KeyCodec<Watch> {
        private final AddressKey addresses = new AddressKey();

        @Override
        public void write(Watch key, KeyWriter out) {
            addresses.write(key.parent, out.text(key.child));
        }

        @Override
        public Watch read(KeyReader in) {
            return new Watch(in.text(), addresses.read(in));
        }
    }

    private static final class TextRow implements RowCodec<String> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(String value, RowWriter out) {
            out.text(value);
        }

        @Override
        public String read(int version, RowReader in) {
            return in.text();
        }
    }
}
