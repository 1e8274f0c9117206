package dev.antiphon.states.execution;

import dev.antiphon.states.expression.EvaluationFailure;
import org.jspecify.annotations.Nullable;

/** Why a state failed. A checked exception, for a retrier or catcher may answer to it. */
final class Failure extends Exception {
    static final String RUNTIME = "States.Runtime";
    static final String TIMEOUT = "States.Timeout";
    static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
    static final String DATA_LIMIT = "States.DataLimitExceeded";
    static final String EVALUATION = "States.QueryEvaluationError";

    private static final long serialVersionUID = 1;

    private final @Nullable String error;
    private final @Nullable String cause;
    private final @Nullable String location;
    private final boolean heartbeat;
    private final boolean ofChild;

    private Failure(
            @Nullable String error,
            @Nullable String cause,
            @Nullable String location,
            boolean heartbeat,
            boolean ofChild) {
        super(error, null, false, false);
        this.error = error;
        this.cause = cause;
        this.location = location;
        this.heartbeat = heartbeat;
        this.ofChild = ofChild;
    }

    static Failure of(@Nullable String error, @Nullable String cause) {
        return new Failure(error, cause, null, false, false);
    }

    /** Of a state itself, as AWS tells it: with the state and where it was entered. */
    static Failure in(Strand strand, String error, String text) {
        return in(strand, error, text, null);
    }

    static Failure in(Strand strand, String error, String text, @Nullable String location) {
        String cause =
                "An error occurred while executing the state '"
                        + strand.state
                        + "' (entered at the event id #"
                        + strand.entered
                        + "). "
                        + text;
        return new Failure(error, cause, location, false, false);
    }

    static Failure in(Strand strand, EvaluationFailure failure) {
        return in(strand, failure.error(), failure.text(), failure.location());
    }

    static Failure timeout() {
        return of(TIMEOUT, null);
    }

    /** Also a {@link #TIMEOUT}: retriers and catchers may name either. */
    static Failure heartbeatTimeout() {
        return new Failure(TIMEOUT, null, null, true, false);
    }

    /**
     * @param of the state or the resource that gave too much
     */
    static Failure tooLarge(String of) {
        return of(
                DATA_LIMIT,
                "The state/task '"
                        + of
                        + "' returned a result with a size exceeding the maximum number of bytes"
                        + " service limit.");
    }

    @Nullable String error() {
        return error;
    }

    @Nullable String text() {
        return cause;
    }

    @Nullable String location() {
        return location;
    }

    /** The same as the failure of the state whose branch or iteration failed. */
    Failure asOfChild() {
        return new Failure(error, cause, location, heartbeat, true);
    }

    boolean ofChild() {
        return ofChild;
    }

    /** Whether the state's own expression failed: a history tells that by an event of its own. */
    boolean ofQuery() {
        return EVALUATION.equals(error) && !ofChild;
    }

    /** Whether the execution fails for it whatever the definition says. */
    boolean terminal() {
        return RUNTIME.equals(error);
    }

    /** Whether a name in {@code ErrorEquals} is meant for it. */
    boolean answersTo(String name) {
        if (terminal()) {
            return false;
        }
        return switch (name) {
            case "States.ALL" -> true;
            case "States.TaskFailed" -> !TIMEOUT.equals(error);
            case HEARTBEAT_TIMEOUT -> heartbeat || name.equals(error);
            default -> name.equals(error);
        };
    }
}
