package dev.antiphon.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.StateMachineType;

/**
 * The workflows: rules of the bus start the intake for every event, and the intake starts one
 * workflow for every order.
 */
final class Workflows {

    /**
     * What became of the workflows.
     *
     * @param ended orders whose workflow was started once and has ended as its order has
     * @param retried workflows in which something had to be tried again
     * @param redriven workflows that failed, and went on from there
     * @param steps in the histories of all
     * @param missing orders whose workflow is missing or has not ended so, with why
     * @param untrue workflows whose history is not what happened, with why
     */
    record Account(
            int ended,
            int retried,
            int redriven,
            int steps,
            List<String> missing,
            List<String> untrue) {}

    /** A machine needs a role that may do what it does; the server does not ask for it to exist. */
    static final String ROLE = "arn:aws:iam::000000000000:role/workflows";

    private static final Duration LONGEST_END = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 50;

    private final SfnClient states;
    private final String name;
    private @Nullable String orderArn;
    private @Nullable String intakeArn;
    private volatile int read;

    Workflows(SfnClient states, String name) {
        this.states = states;
        this.name = name;
    }

    /**
     * Returns the ARN of the machine that rules start.
     *
     * @param values what their definitions leave open
     */
    String create(Map<String, String> values) {
        String order = create("order", StateMachineType.STANDARD, values);
        orderArn = order;
        String intake = create("intake", StateMachineType.EXPRESS, Map.of("order", order));
        intakeArn = intake;
        return intake;
    }

    private String create(String machine, StateMachineType type, Map<String, String> values) {
        String definition = Example.text("workflows/" + machine + ".asl.json", values);
        return states.createStateMachine(request ->
                        request.name(name + "-" + machine)
                                .type(type)
                                .roleArn(ROLE)
                                .definition(definition))
                .stateMachineArn();
    }

    /** The ARN of the machine that orders go through. */
    String order() {
        return String.valueOf(orderArn);
    }

    /** Looks at the workflow of every order, as the server tells it. */
    Account judge(List<History> orders, Retry retry) throws InterruptedException {
        List<String> missing = new ArrayList<>();
        List<String> untrue = new ArrayList<>();
        int ended = 0;
        int retried = 0;
        int redriven = 0;
        int steps = 0;
        long deadline = System.nanoTime() + LONGEST_END.toNanos();
        for (History order : orders) {
            String arn = execution(order.key());
            ExecutionStatus wanted =
                    order.stage() == Stage.GIVEN_UP
                            ? ExecutionStatus.FAILED
                            : ExecutionStatus.SUCCEEDED;
            ExecutionStatus status = status(arn, wanted, retry, deadline);
            if (status != wanted) {
                missing.add(
                        "%s (its workflow: %s)"
                                .formatted(order.key(), status == null ? "none" : status));
                continue;
            }
            List<HistoryEvent> history = history(arn, retry);
            steps += history.size();
            String fault = WorkflowHistory.fault(history, status);
            if (fault != null) {
                untrue.add(order.key() + " (" + fault + ")");
            }
            if (WorkflowHistory.has(history, HistoryEventType.TASK_FAILED)) {
                retried++;
            }
            if (WorkflowHistory.has(history, HistoryEventType.EXECUTION_REDRIVEN)) {
                redriven++;
            }
            ended++;
            read = ended;
        }
        int workflows = count(retry);
        if (workflows != orders.size()) {
            untrue.add(workflows + " workflows for " + orders.size() + " orders");
        }
        return new Account(ended, retried, redriven, steps, missing, untrue);
    }

    /** How many histories were read so far: it takes some seconds. */
    int read() {
        return read;
    }

    /** A workflow that was just resumed may need a moment. */
    private @Nullable ExecutionStatus status(
            String arn, ExecutionStatus wanted, Retry retry, long deadline)
            throws InterruptedException {
        while (true) {
            ExecutionStatus status;
            try {
                status =
                        retry.untilAnswered(
                                () -> states.describeExecution(r -> r.executionArn(arn)).status());
            } catch (ExecutionDoesNotExistException e) {
                return null;
            }
            if (status == wanted || System.nanoTime() - deadline > 0) {
                return status;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private List<HistoryEvent> history(String arn, Retry retry) throws InterruptedException {
        return retry.untilAnswered(() ->
                states
                        .getExecutionHistoryPaginator(
                                r -> r.executionArn(arn).includeExecutionData(false))
                        .events()
                        .stream()
                        .toList());
    }

    private int count(Retry retry) throws InterruptedException {
        return retry.untilAnswered(() ->
                (int)
                        states
                                .listExecutionsPaginator(r -> r.stateMachineArn(orderArn))
                                .executions()
                                .stream()
                                .count());
    }

    /** As the intake names it. */
    private String execution(String order) {
        return order().replace(":stateMachine:", ":execution:") + ":" + order;
    }

    void delete() {
        for (String arn : new String[] {intakeArn, orderArn}) {
            if (arn != null) {
                states.deleteStateMachine(request -> request.stateMachineArn(arn));
            }
        }
    }
}
