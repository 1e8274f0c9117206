package dev.antiphon.states.language;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a definition, or looks wrong.
 *
 * @param location such as {@code /States/Charge/Resource}; a slash alone is the machine itself;
 *     null for a workflow without an end, of which AWS does not say which it is
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html">the
 *     list of the codes</a>
 */
public record Diagnostic(Severity severity, Code code, String message, @Nullable String location) {
    /** Only an error keeps a machine from being made. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** AWS's codes for what a definition alone can be told for. */
    public enum Code {
        INVALID_JSON_DESCRIPTION,
        MISSING_DESCRIPTION,
        SCHEMA_VALIDATION_FAILED,
        /** Not in AWS's list, but what it answers. */
        INVALID_JSONATA_EXPRESSION,
        /** Not in AWS's list, but what it answers. */
        UNSUPPORTED_JSONATA_EXPRESSION,
        MISSING_END_STATE,
        DUPLICATE_STATE_NAME,
        INVALID_STATE_NAME,
        DUPLICATE_LABEL_NAME,
        INVALID_LABEL_NAME,
        MISSING_TRANSITION_TARGET,
        NO_DOLLAR,
        NO_PATH,
        PASS_RESULT_IS_STATIC
    }

    /** As it stands in the message that refuses a definition, also with AWS's {@code at null}. */
    String text() {
        return code + ": " + message + " at " + location;
    }
}
