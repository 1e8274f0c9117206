package dev.antiphon.states.execution;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a state made of its input on the way to its output, for whoever tests it. Executions have
 * none: nothing is noted of them but their history.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html">InspectionData</a>
 */
final class Inspection {
    /** A payload on its way through a state. */
    enum Stage {
        AFTER_INPUT_PATH,
        AFTER_PARAMETERS,
        AFTER_ARGUMENTS,
        AFTER_ITEMS_POINTER,
        AFTER_ITEMS_PATH,
        AFTER_ITEM_SELECTOR,
        AFTER_ITEM_BATCHER,
        RESULT,
        AFTER_RESULT_SELECTOR,
        AFTER_RESULT_PATH
    }

    private final Map<Stage, Payload> stages = new EnumMap<>(Stage.class);
    private @Nullable Failure failure;
    private @Nullable Retry retry;
    private @Nullable Bounds bounds;

    /**
     * That a failed state is to be tried again.
     *
     * @param index of the retrier that says so
     */
    record Retry(int index, Duration delay) {}

    /**
     * What a Map state sets its iterations.
     *
     * @param maxConcurrency 0 where there is no bound
     */
    record Bounds(
            int maxConcurrency,
            @Nullable Integer toleratedCount,
            @Nullable Float toleratedPercentage) {}

    void saw(Stage stage, Payload payload) {
        stages.put(stage, payload);
    }

    /** The text of what was seen, or null where the state has no such stage. */
    @Nullable String text(Stage stage) {
        Payload payload = stages.get(stage);
        return payload == null ? null : payload.text();
    }

    /** The state has failed; retriers and catchers are asked next. */
    void failed(Failure why) {
        if (failure == null) {
            failure = why;
        }
    }

    void retried(int index, Duration delay) {
        retry = new Retry(index, delay);
    }

    @Nullable Retry retry() {
        return retry;
    }

    void bounded(Bounds by) {
        bounds = by;
    }

    @Nullable Bounds bounds() {
        return bounds;
    }

    /** Why the state failed first, or null where it did not. */
    @Nullable Failure failure() {
        return failure;
    }
}
