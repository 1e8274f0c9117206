package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.MapRunStatus;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;
import software.amazon.awssdk.services.sfn.model.TestExecutionStatus;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;

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
        AwsErrorDetails late =
                Machines.refusal(
                        () -> states().sendTaskHeartbeat(h -> h.taskToken(task.taskToken())));
        assertThat(late.errorCode()).isEqualTo("TaskTimedOut");
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

    @Test
    default void a_failed_execution_is_redriven() {
        String activity = states().createActivity(a -> a.name(Scenario.newName())).activityArn();
        String execution = start(worked(activity), "{}");
        GetActivityTaskResponse first = states().getActivityTask(g -> g.activityArn(activity));
        states().sendTaskFailure(f -> f.taskToken(first.taskToken()).error("Burnt"));
        assertThat(ended(execution).status()).isEqualTo(ExecutionStatus.FAILED);

        states().redriveExecution(r -> r.executionArn(execution));

        GetActivityTaskResponse again = states().getActivityTask(g -> g.activityArn(activity));
        states().sendTaskSuccess(s -> s.taskToken(again.taskToken()).output("\"baked\""));
        DescribeExecutionResponse told = ended(execution);
        assertThat(told.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(told.redriveCount()).isOne();
        assertThat(history(execution)).contains(HistoryEventType.EXECUTION_REDRIVEN);
    }

    @Test
    default void a_map_run_is_told_and_changed_while_it_runs() {
        String activity = states().createActivity(a -> a.name(Scenario.newName())).activityArn();
        String machine =
                newMachine(
                        "{\"StartAt\":\"Each\",\"States\":{\"Each\":{\"Type\":\"Map\","
                                + "\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\","
                                + "\"ExecutionType\":\"STANDARD\"},\"StartAt\":\"Work\",\"States\":"
                                + "{\"Work\":{\"Type\":\"Task\",\"Resource\":\""
                                + activity
                                + "\",\"End\":true}}},\"End\":true}}}");
        String execution = start(machine, "[\"pizza\"]");

        GetActivityTaskResponse task = states().getActivityTask(g -> g.activityArn(activity));
        String run =
                states().listMapRuns(l -> l.executionArn(execution))
                        .mapRuns()
                        .getFirst()
                        .mapRunArn();
        states().updateMapRun(u -> u.mapRunArn(run).maxConcurrency(7));
        DescribeMapRunResponse told = states().describeMapRun(d -> d.mapRunArn(run));
        assertThat(told.status()).isEqualTo(MapRunStatus.RUNNING);
        assertThat(told.maxConcurrency()).isEqualTo(7);
        assertThat(told.itemCounts().total()).isOne();
        states().sendTaskSuccess(s -> s.taskToken(task.taskToken()).output("\"baked\""));

        assertThat(ended(execution).output()).isEqualTo("[\"baked\"]");
        assertThat(states().describeMapRun(d -> d.mapRunArn(run)).status())
                .isEqualTo(MapRunStatus.SUCCEEDED);
    }

    @Test
    default void a_state_is_tried_alone() {
        TestStateResponse tried =
                states().testState(t ->
                        t.definition("{\"Type\":\"Pass\",\"Result\":\"done\",\"Next\":\"After\"}")
                                .roleArn(ROLE)
                                .input("{}"));

        assertThat(tried.status()).isEqualTo(TestExecutionStatus.SUCCEEDED);
        assertThat(tried.output()).isEqualTo("\"done\"");
        assertThat(tried.nextState()).isEqualTo("After");
    }
}
