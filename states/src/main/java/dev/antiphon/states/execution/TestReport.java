package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.language.Catcher;
import dev.antiphon.states.task.HttpExchange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.InspectionData;
import software.amazon.awssdk.services.sfn.model.InspectionErrorDetails;
import software.amazon.awssdk.services.sfn.model.InspectionLevel;
import software.amazon.awssdk.services.sfn.model.TestExecutionStatus;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;

/** What the answer says of a state that was run. */
final class TestReport {
    /** How a state ends that takes longer than a test may. */
    static final Run.Ending TIMED_OUT = new Run.Ending(Status.FAILED, null, Failure.TIMEOUT, null);

    private final TestedState tested;
    private final Step step;
    private final Strand strand;
    private final Inspection inspection;
    private final String execution;

    /**
     * @param execution the ARN of the execution that the state takes itself to be in
     */
    TestReport(
            TestedState tested, Step step, Strand strand, Inspection inspection, String execution) {
        this.tested = tested;
        this.step = step;
        this.strand = strand;
        this.inspection = inspection;
        this.execution = execution;
    }

    /**
     * @param ending null where the state leads to another, or is to be tried again
     */
    TestStateResponse response(Run.@Nullable Ending ending) {
        Failure failure = inspection.failure();
        TestStateResponse.Builder response = TestStateResponse.builder();
        if (tested.level() != InspectionLevel.INFO) {
            response.inspectionData(data(errorDetails(ending)));
        }
        if (ending != null && ending.status() == Status.FAILED) {
            return response.status(TestExecutionStatus.FAILED)
                    .error(ending.error())
                    .cause(ending.cause())
                    .build();
        }
        if (failure != null) {
            response.error(failure.error()).cause(failure.text());
        }
        if (strand.phase instanceof Phase.Retrying) {
            return response.status(TestExecutionStatus.RETRIABLE).build();
        }
        return response.status(
                        failure == null
                                ? TestExecutionStatus.SUCCEEDED
                                : TestExecutionStatus.CAUGHT_ERROR)
                .nextState(ending == null ? strand.state : null)
                .output(output(ending))
                .build();
    }

    private String output(Run.@Nullable Ending ending) {
        Payload output = ending == null ? strand.input : ending.output();
        return output == null ? "null" : output.text();
    }

    private @Nullable InspectionErrorDetails errorDetails(Run.@Nullable Ending ending) {
        Failure failure = inspection.failure();
        if (failure == null || (ending != null && ending.status() == Status.FAILED)) {
            return null;
        }
        Inspection.Retry retry = inspection.retry();
        if (retry != null) {
            return InspectionErrorDetails.builder()
                    .retryIndex(retry.index())
                    .retryBackoffIntervalSeconds((int) retry.delay().toSeconds())
                    .build();
        }
        return InspectionErrorDetails.builder().catchIndex(catcher(failure)).build();
    }

    private int catcher(Failure failure) {
        List<Catcher> catchers = step.catchers();
        for (int i = 0; i < catchers.size(); i++) {
            if (catchers.get(i).errorEquals().stream().anyMatch(failure::answersTo)) {
                return i;
            }
        }
        throw new IllegalStateException("an error that is gone on from was caught");
    }

    private InspectionData data(@Nullable InspectionErrorDetails errorDetails) {
        Inspection.Bounds bounds = inspection.bounds();
        InspectionData.Builder data = InspectionData.builder();
        if (tested.level() == InspectionLevel.TRACE && tested.mock() == null) {
            exchange(data);
        }
        return data.input(tested.input().text())
                .afterArguments(inspection.text(Inspection.Stage.AFTER_ARGUMENTS))
                .afterInputPath(inspection.text(Inspection.Stage.AFTER_INPUT_PATH))
                .afterParameters(inspection.text(Inspection.Stage.AFTER_PARAMETERS))
                .afterItemsPointer(inspection.text(Inspection.Stage.AFTER_ITEMS_POINTER))
                .afterItemsPath(inspection.text(Inspection.Stage.AFTER_ITEMS_PATH))
                .afterItemSelector(inspection.text(Inspection.Stage.AFTER_ITEM_SELECTOR))
                .afterItemBatcher(inspection.text(Inspection.Stage.AFTER_ITEM_BATCHER))
                .result(inspection.text(Inspection.Stage.RESULT))
                .afterResultSelector(inspection.text(Inspection.Stage.AFTER_RESULT_SELECTOR))
                .afterResultPath(inspection.text(Inspection.Stage.AFTER_RESULT_PATH))
                .maxConcurrency(bounds == null ? null : bounds.maxConcurrency())
                .toleratedFailureCount(bounds == null ? null : bounds.toleratedCount())
                .toleratedFailurePercentage(bounds == null ? null : bounds.toleratedPercentage())
                .variables(variables())
                .errorDetails(errorDetails)
                .build();
    }

    /** What an HTTP task has sent and was answered. */
    private void exchange(InspectionData.Builder data) {
        String arguments = inspection.text(Inspection.Stage.AFTER_ARGUMENTS);
        if (arguments == null) {
            arguments = inspection.text(Inspection.Stage.AFTER_PARAMETERS);
        }
        if (!(step instanceof TaskStep task) || task.kind() == null || arguments == null) {
            return;
        }
        HttpExchange sent = HttpExchange.request(task.kind(), Json.read(arguments), execution);
        if (sent == null) {
            return;
        }
        data.request(request ->
                request.protocol(sent.protocol())
                        .method(sent.line())
                        .url(sent.about())
                        .headers(sent.headers())
                        .body(sent.body()));
        JsonNode output = answered();
        if (output != null) {
            HttpExchange answer = sent.answer(output);
            data.response(response ->
                    response.protocol(answer.protocol())
                            .statusCode(answer.line())
                            .statusMessage(answer.about())
                            .headers(answer.headers())
                            .body(answer.body()));
        }
    }

    /** A status that is no success is a failure, whose cause tells the answer. */
    private @Nullable JsonNode answered() {
        String text = inspection.text(Inspection.Stage.RESULT);
        Failure failure = inspection.failure();
        if (text == null && failure != null) {
            text = failure.text();
        }
        JsonNode output = text == null ? null : Json.parse(text);
        return output != null && output.has("StatusCode") ? output : null;
    }

    private @Nullable String variables() {
        if (strand.variables().isEmpty()) {
            return null;
        }
        ObjectNode variables = Json.object();
        strand.variables().forEach(variables::set);
        return Json.write(variables);
    }
}
