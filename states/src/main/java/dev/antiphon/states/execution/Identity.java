package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which execution a state runs in, as the context object tells it.
 *
 * @param role null where a state is tested that needs none
 * @param redrives how often it was redriven, or -1 of an Express execution, which never is
 * @param input of the execution; asked for rarely
 */
record Identity(
        String arn,
        String region,
        String name,
        @Nullable String role,
        Instant started,
        int redrives,
        String machineArn,
        String machineName,
        Supplier<Payload> input) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The context object, as a state of a strand sees it. */
    ObjectNode context(Strand strand, Step step, @Nullable String token) {
        ObjectNode context = context();
        ObjectNode state = context.putObject("State");
        state.put("Name", strand.state);
        state.put("EnteredTime", time(strand.enteredAt));
        if (step instanceof TaskStep
                || step instanceof ChildrenStep
                || step instanceof MapRunStep) {
            state.put("RetryCount", strand.retries());
        }
        for (Strand at = strand; at != null; at = at.parent) {
            Payload item = at.item;
            if (item != null) {
                addItem(context, at.index, item.tree());
                break;
            }
        }
        if (token != null) {
            context.putObject("Task").put("Token", token);
        }
        return context;
    }

    static void addItem(ObjectNode context, int index, JsonNode item) {
        ObjectNode about = context.putObject("Map").putObject("Item");
        about.put("Index", index);
        about.set("Value", item);
    }

    /** The fields that are the same for all states. */
    private ObjectNode context() {
        ObjectNode context = Json.object();
        ObjectNode execution = context.putObject("Execution");
        execution.put("Id", arn);
        JsonNode given = input.get().tree();
        execution.set("Input", given);
        execution.put("StartTime", time(started));
        execution.put("Name", name);
        execution.put("RoleArn", role);
        if (redrives >= 0) {
            execution.put("RedriveCount", redrives);
        }
        ObjectNode machine = context.putObject("StateMachine");
        machine.put("Id", machineArn);
        machine.put("Name", machineName);
        return context;
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }
}
