package dev.antiphon.states.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/** Executions that start others. */
class NestedExecutionTest {
    private static final String START = "arn:aws:states:::states:startExecution";

    private final Town town = new Town();

    private String child(String state) {
        return town.machineOf("child", "{\"StartAt\":\"S\",\"States\":{\"S\":" + state + "}}");
    }

    private static String arguments(String machine) {
        return "{\"StateMachineArn\":\"" + machine + "\",\"Name\":\"n\",\"Input\":{\"a\":1.0}}";
    }

    private static String execution() {
        return Town.STATES + "execution:child:n";
    }

    @Test
    void one_that_is_only_started_is_not_waited_for() {
        String machine = child("{\"Type\":\"Wait\",\"Seconds\":60,\"End\":true}");

        JsonNode output = Town.tree(town.run(START, arguments(machine)));

        assertThat(output.path("ExecutionArn").asText()).isEqualTo(execution());
        assertThat(output.path("StartDate").isIntegralNumber()).isTrue();
        assertThat(output.at("/SdkHttpMetadata/HttpStatusCode").asInt()).isEqualTo(200);
        assertThat(town.end(execution())).isEqualTo("RUNNING");
    }

    @Test
    void one_that_ends_at_once_is_the_result_with_texts() {
        String machine = child("{\"Type\":\"Pass\",\"End\":true}");

        JsonNode output = Town.tree(town.run(START + ".sync", arguments(machine)));

        assertThat(output.path("Status").asText()).isEqualTo("SUCCEEDED");
        assertThat(output.path("Output").textValue()).isEqualTo("{\"a\":1.0}");
        assertThat(output.path("Input").textValue()).isEqualTo("{\"a\":1.0}");
        assertThat(output.path("StopDate").isIntegralNumber()).isTrue();
    }

    @Test
    void the_second_version_parses_what_it_gives() {
        String machine = child("{\"Type\":\"Pass\",\"End\":true}");

        JsonNode output = Town.tree(town.run(START + ".sync:2", arguments(machine)));

        assertThat(output.path("Output").toString()).isEqualTo("{\"a\":1.0}");
    }

    @Test
    void one_that_ends_later_is_waited_for_through_a_crash() {
        String machine = child("{\"Type\":\"Wait\",\"Seconds\":60,\"End\":true}");
        String parent = town.start(town.machine("m", START + ".sync:2"), arguments(machine));
        assertThat(town.end(parent)).isEqualTo("RUNNING");
        town.node().crashAndRestart();
        town.advance(Duration.ofSeconds(61));

        assertThat(Town.tree(town.end(parent)).path("Output").toString()).isEqualTo("{\"a\":1.0}");
    }

    @Test
    void one_that_fails_fails_the_task() {
        String machine = child("{\"Type\":\"Fail\",\"Error\":\"E\",\"Cause\":\"why\"}");

        String end = town.run(START + ".sync", arguments(machine));

        assertThat(end).startsWith("States.TaskFailed: {");
        JsonNode cause = Town.tree(end.substring("States.TaskFailed: ".length()));
        assertThat(cause.path("Error").asText()).isEqualTo("E");
        assertThat(cause.path("Cause").asText()).isEqualTo("why");
        assertThat(cause.path("Status").asText()).isEqualTo("FAILED");
    }

    @Test
    void one_that_cannot_be_started_fails_the_task() {
        assertThat(town.run(START + ".sync", arguments(Town.STATES + "stateMachine:none")))
                .startsWith("StepFunctions.StateMachineDoesNotExistException: ")
                .contains("(Service: AWSStepFunctions; Status Code: 400; Error Code: ");
    }

    @Test
    void a_parent_that_is_stopped_stops_it() {
        String machine = child("{\"Type\":\"Wait\",\"Seconds\":60,\"End\":true}");
        String parent = town.start(town.machine("m", START + ".sync"), arguments(machine));

        town.call(StopExecutionRequest.builder().executionArn(parent).build());
        town.advance(Duration.ofSeconds(1));

        assertThat(town.end(parent)).isEqualTo("ABORTED");
        assertThat(town.end(execution())).isEqualTo("ABORTED");
    }

    @Test
    void a_task_that_times_out_stops_it() {
        String machine = child("{\"Type\":\"Wait\",\"Seconds\":60,\"End\":true}");
        String parent =
                town.start(
                        town.machineOf(
                                "m",
                                "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\","
                                        + "\"TimeoutSeconds\":5,\"Resource\":\""
                                        + START
                                        + ".sync\",\"End\":true}}}"),
                        arguments(machine));
        town.advance(Duration.ofSeconds(6));

        assertThat(town.end(parent)).startsWith("States.Timeout");
        assertThat(town.end(execution())).isEqualTo("ABORTED");
    }
}
