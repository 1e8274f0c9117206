package dev.antiphon.states.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an execution takes from the state machine that it is started of: one revision of it.
 *
 * @param arn of the machine, without version or alias
 * @param version the ARN of the version that was asked for, or that the alias chose; or null
 * @param alias the ARN of the alias that was asked for, or null
 * @param revision AWS's {@code revisionId}, or null of the first
 * @param definition its text
 */
public record Machine(
        String arn,
        @Nullable String version,
        @Nullable String alias,
        String name,
        @Nullable String revision,
        boolean express,
        String role,
        String definition,
        Logging logging) {

    /**
     * What is logged of an execution.
     *
     * @param level {@code ALL}, {@code ERROR}, {@code FATAL} or {@code OFF}
     * @param destinations the ARNs of log groups
     */
    public record Logging(String level, boolean includeExecutionData, List<String> destinations) {
        public static final Logging OFF = new Logging("OFF", false, List.of());
    }
}
