package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.delivery.Content;
import dev.antiphon.delivery.Deliveries;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.Origin;
import dev.antiphon.delivery.RetryPolicy;
import dev.antiphon.engine.ParcelKind;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.RowReader;
import dev.antiphon.engine.RowWriter;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.task.TaskAddress;
import dev.antiphon.states.task.TaskCall;
import dev.antiphon.states.task.TaskKind;
import dev.antiphon.states.task.TaskKinds;
import dev.antiphon.states.task.TaskOutcome;
import dev.antiphon.states.task.TaskOutcomes;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that send a message to a queue of this node, and learn by a parcel that it is done: as the
 * real ones do, without the formats of a protocol. One whose arguments have {@code FailUntil} fails
 * until it has been tried so often.
 */
final class QueueTasks implements TaskKinds {
    private static final ParcelKind<byte[]> DONE = ParcelKind.ofBytes("test.done");

    void register(Registry registry, TaskOutcomes outcomes) {
        registry.receiver(
                DONE,
                (tx, home, payload) -> {
                    RowReader in = new RowReader(payload);
                    TaskAddress address = TaskAddress.read(in);
                    outcomes.take(
                            tx,
                            address,
                            in.bool()
                                    ? new TaskOutcome.Submitted("{}")
                                    : new TaskOutcome.Succeeded("{\"sent\":true}"));
                });
    }

    @Override
    public TaskKind resolve(String resource) {
        return new Sending(resource.endsWith(".waitForTaskToken"));
    }

    private record Sending(boolean callback) implements TaskKind {
        @Override
        public Pattern pattern() {
            return callback ? Pattern.WAIT_FOR_TASK_TOKEN : Pattern.REQUEST_RESPONSE;
        }

        @Override
        public Events events() {
            return Events.TASK;
        }

        @Override
        public String resourceType() {
            return "sqs";
        }

        @Override
        public String resource() {
            return callback ? "sendMessage.waitForTaskToken" : "sendMessage";
        }

        @Override
        public @Nullable TaskOutcome call(Tx tx, TaskCall call) {
            JsonNode arguments = call.arguments();
            JsonNode until = arguments.get("FailUntil");
            if (until != null && arguments.get("Tried").asInt() < until.asInt()) {
                return new TaskOutcome.Failed("Busy", "not yet");
            }
            String queue =
                    "arn:aws:sqs:us-east-1:000000000000:" + arguments.get("QueueUrl").asText();
            Deliveries.send(
                    tx,
                    new Delivery(
                            queue,
                            new Origin(Origin.Kind.SERVICE, queue),
                            Content.of(arguments.get("MessageBody").asText()),
                            RetryPolicy.NONE,
                            null,
                            tx.now(),
                            tx.ids().uuid().toString(),
                            null));
            RowWriter done = new RowWriter();
            call.address().write(done);
            tx.send(DONE, call.address().home(), done.bool(callback).toBytes());
            return null;
        }
    }
}
