package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.states.language.Catcher;
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

    TestReport(TestedState tested, Step step, Strand strand, Inspection inspection) {
        this.tested = tested;
        this.step = step;
        this.strand = strand;
        this.inspection = inspection;
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
        return InspectionData.builder()
                .input(tested.input().text())
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

    private @Nullable String variables() {
        if (strand.variables().isEmpty()) {
            return null;
        }
        ObjectNode variables = Json.object();
        strand.variables().forEach(variables::set);
        return Json.write(variables);
    }
}
