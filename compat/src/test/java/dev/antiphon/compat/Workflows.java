package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Every operation of Step Functions on executions and their tasks. */
interface Workflows extends Machines {
    /** A machine whose only state is a task that workers of an activity do. */
    private String worked(String activity) {
        return newMachine(
                "{\"StartAt\":\"Work\",\"States\":{\"Work\":{\"Type\":\"Task\",\"Resource\":\""
                        + activity
                        + "\",\"End\":true}}}");
    }

    private String waiting() {
        return newMachine(
                "{\"StartAt\":\"Wait\",\"States\":{\"Wait\":{\"Type\":\"Wait\",\"Seconds\":600,"
                        + "\"End\":true}}}");
    }

    private String start(String machine, String input) {
        return states().startExecution(s -> s.stateMachineArn(machine).input(input)).executionArn();
    }

    private DescribeExecutionResponse ended(String execution) {
        return Await.get(
                "the end of the execution",
                SOON,
                () -> states().describeExecution(d -> d.executionArn(execution)),
                told -> told.status() != ExecutionStatus.RUNNING);
    }

    private List<HistoryEventType> history(String execution) {
        return states().getExecutionHistory(h -> h.executionArn(execution)).events().stream()
                .map(HistoryEvent::type)
                .toList();
    }

    @Test
    default void an_execution_runs_to_its_end_and_tells_how() {
        String machine = newMachine(Machines.saying("done"));

        String execution = start(machine, "{\"order\":7}");

        DescribeExecutionResponse told = ended(execution);
        assertThat(told.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(told.input()).isEqualTo("{\"order\":7}");
        assertThat(told.output()).isEqualTo("\"done\"");
        assertThat(history(execution))
                .containsExactly(
                        HistoryEventType.EXECUTION_STARTED,
                        HistoryEventType.PASS_STATE_ENTERED,
                        HistoryEventType.PASS_STATE_EXITED,
                        HistoryEventType.EXECUTION_SUCCEEDED);
        assertThat(
                        states().listExecutions(l ->
                                        l.stateMachineArn(machine)
                                                .statusFilter(ExecutionStatus.SUCCEEDED))
                                .executions())
                .extracting(ExecutionListItem::executionArn)
                .containsExactly(execution);
        assertThat(
                        states().describeStateMachineForExecution(d -> d.executionArn(execution))
                                .definition())
                .isEqualTo(Machines.saying("done"));
    }

    @Test
    default void a_worker_does_the_task_of_an_activity() {
        String activity = states().createActivity(a -> a.name(Scenario.newName())).activityArn();
        String execution = start(worked(activity), "{\"order\":7}");

        GetActivityTaskResponse task =
                states().getActivityTask(g -> g.activityArn(activity).workerName("worker"));
        assertThat(task.input()).isEqualTo("{\"order\":7}");
        states().sendTaskHeartbeat(h -> h.taskToken(task.taskToken()));
        states().sendTaskSuccess(s -> s.taskToken(task.taskToken()).output("{\"baked\":true}"));

        assertThat(ended(execution).output()).isEqualTo("{\"baked\":true}");
        assertThat(
                        catchThrowableOfType(
                                TaskTimedOutException.class,
                                () ->
                                        states().sendTaskHeartbeat(
                                                        h -> h.taskToken(task.taskToken()))))
                .isNotNull();
    }

    @Test
    default void a_worker_that_fails_fails_the_execution() {
        String activity = states().createActivity(a -> a.name(Scenario.newName())).activityArn();
        String execution = start(worked(activity), "{}");

        GetActivityTaskResponse task = states().getActivityTask(g -> g.activityArn(activity));
        states().sendTaskFailure(f ->
                f.taskToken(task.taskToken()).error("Burnt").cause("the oven was too hot"));

        DescribeExecutionResponse told = ended(execution);
        assertThat(told.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(told.error()).isEqualTo("Burnt");
        assertThat(told.cause()).isEqualTo("the oven was too hot");
    }

    @Test
    default void a_task_goes_on_when_its_token_comes_back() {
        String queue = newQueue();
        String machine =
                newMachine(
                        "{\"StartAt\":\"Ask\",\"States\":{\"Ask\":{\"Type\":\"Task\",\"Resource\":"
                                + "\"arn:aws:states:::sqs:sendMessage.waitForTaskToken\","
                                + "\"Parameters\":{\"QueueUrl\":\""
                                + queue
                                + "\",\"MessageBody.$\":\"$$.Task.Token\"},\"End\":true}}}");
        String execution = start(machine, "{}");

        String token = receive(queue).body();
        states().sendTaskSuccess(s -> s.taskToken(token).output("\"yes\""));

        assertThat(ended(execution).output()).isEqualTo("\"yes\"");
    }

    @Test
    default void an_execution_is_stopped() {
        String execution = start(waiting(), "{}");

        states().stopExecution(s -> s.executionArn(execution).error("Late").cause("shop closed"));

        DescribeExecutionResponse told = ended(execution);
        assertThat(told.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(told.error()).isEqualTo("Late");
    }

    @Test
    default void an_express_execution_is_answered_with_its_output() {
        String machine = newMachine(Machines.saying("done"), m -> m.type(StateMachineType.EXPRESS));

        StartSyncExecutionResponse answer =
                states().startSyncExecution(s -> s.stateMachineArn(machine).input("{}"));

        assertThat(answer.status()).isEqualTo(SyncExecutionStatus.SUCCEEDED);
        assertThat(answer.output()).isEqualTo("\"done\"");
        assertThat(answer.billingDetails().billedDurationInMilliseconds()).isPositive();
    }
}
