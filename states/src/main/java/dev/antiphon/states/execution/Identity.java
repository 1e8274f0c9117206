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

    /** The fields of a context object that are the same for all states. */
    ObjectNode context() {
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
