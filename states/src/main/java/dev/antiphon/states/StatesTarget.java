package dev.antiphon.states;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.Arn;
import dev.antiphon.delivery.Attempt;
import dev.antiphon.delivery.Delivery;
import dev.antiphon.delivery.ServiceCall;
import dev.antiphon.delivery.TargetType;
import dev.antiphon.engine.Tx;
import dev.antiphon.states.machine.StatesArn;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * State machines as targets of rules, schedules and pipes: each delivery starts an execution, whose
 * input is what is delivered.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/tutorial-cloudwatch-events-s3.html">Starting
 *     a workflow in response to events</a>
 */
public final class StatesTarget implements TargetType {
    private static final String MACHINE = "stateMachine:";

    @Override
    public String service() {
        return StatesArn.SERVICE;
    }

    @Override
    public Attempt attempt(Tx tx, Delivery delivery, int earlier) {
        Arn machine = Arn.parse(delivery.target());
        if (!machine.resource().startsWith(MACHINE)) {
            return Attempt.refused("INVALID_PARAMETER", machine + " is no state machine.");
        }
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("StateMachineArn", delivery.target());
        input.put("Name", name(delivery));
        input.put("Input", new String(delivery.content().body(), StandardCharsets.UTF_8));
        return new Attempt.Inside(
                new ServiceCall(
                        StatesArn.SERVICE,
                        "StartExecution",
                        input.toString().getBytes(StandardCharsets.UTF_8),
                        machine.account(),
                        machine.region(),
                        tx.ids().uuid().toString(),
                        delivery.traceHeader()));
    }

    /**
     * The id of the event, so that one is found by the other, and what follows from who sends what:
     * the same delivery again starts nothing.
     */
    private static String name(Delivery delivery) {
        String cause = delivery.cause().replaceAll("[^A-Za-z0-9_-]", "-");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(delivery.origin().arn().getBytes(StandardCharsets.UTF_8));
        all.writeBytes(delivery.content().body());
        return cause.substring(0, Math.min(cause.length(), 40))
                + "_"
                + UUID.nameUUIDFromBytes(all.toByteArray());
    }
}
