package dev.antiphon.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A call that a Task state makes.
 *
 * @param address where what comes of it goes
 * @param arguments the effective input of the state: after Parameters or Arguments
 * @param token the task token, whether or not the arguments have it
 * @param executionArn of the execution that calls
 * @param role of the state machine, or of the state's Credentials
 * @param traceHeader of what started the execution, or null
 */
public record TaskCall(
        TaskAddress address,
        JsonNode arguments,
        String token,
        String executionArn,
        String role,
        boolean credentials,
        @Nullable Long timeoutSeconds,
        @Nullable String traceHeader) {}
