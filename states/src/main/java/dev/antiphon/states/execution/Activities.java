package dev.antiphon.states.execution;

import java.util.regex.Pattern;

/** Activities: what workers poll for. */
final class Activities {
    private static final Pattern ARN =
            Pattern.compile("arn:[^:]+:states:[^:]+:[0-9]{12}:activity:[^:]+");

    private Activities() {}

    /** Whether the resource of a Task state is an activity. */
    static boolean names(String resource) {
        return ARN.matcher(resource).matches();
    }
}
