package dev.antiphon.states.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Tasks that call operations of this server. */
class ServiceTaskTest {
    private static final String SEND = "arn:aws:states:::sqs:sendMessage";

    private final Town town = new Town();

    private static String message(String queue, String body) {
        return "{\"QueueUrl\":\"" + Town.url(queue) + "\",\"MessageBody\":" + body + "}";
    }

    @Test
    void a_message_is_sent_and_the_answer_is_the_first_sdks() {
        town.createQueue("q");

        JsonNode output = Town.tree(town.run(SEND, message("q", "\"hi\"")));

        assertThat(town.take("q")).containsExactly("hi");
        assertThat(output.path("MD5OfMessageBody").asText())
                .isEqualTo("49f68a5c8493ec2c0bf489821c21fc3b");
        assertThat(output.path("MessageId").asText()).hasSize(36);
        assertThat(output.at("/SdkHttpMetadata/HttpStatusCode").asInt()).isEqualTo(200);
        assertThat(output.at("/SdkHttpMetadata/HttpHeaders/Content-Length").asText())
                .isEqualTo("106");
        assertThat(output.at("/SdkResponseMetadata/RequestId").asText()).hasSize(36);
    }

    @Test
    void the_trace_of_what_started_the_execution_goes_on_in_its_calls_and_in_nested_executions() {
        town.createQueue("q");
        String sender = town.machine("sender", SEND);
        String parent = town.machine("parent", "arn:aws:states:::states:startExecution");
        String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=1:0a1b2c3d:7";

        town.call(
                StartExecutionRequest.builder()
                        .stateMachineArn(parent)
                        .input(
                                "{\"StateMachineArn\":\""
                                        + sender
                                        + "\",\"Input\":"
                                        + message("q", "\"hi\"")
                                        + "}")
                        .traceHeader(trace)
                        .build());

        ReceiveMessageResponse received =
                town.call(
                        ReceiveMessageRequest.builder()
                                .queueUrl(Town.url("q"))
                                .messageSystemAttributeNames(
                                        MessageSystemAttributeName.AWS_TRACE_HEADER)
                                .build());
        assertThat(received.messages().getFirst().attributes())
                .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, trace);
    }

    @Test
    void an_object_in_the_place_of_a_text_is_sent_as_json() {
        town.createQueue("q");

        town.run(SEND, message("q", "{\"a\":[1.0,{\"b\":null}]}"));

        assertThat(town.take("q")).containsExactly("{\"a\":[1.0,{\"b\":null}]}");
    }

    @Test
    void an_optimised_integration_names_errors_as_the_first_sdk() {
        assertThat(town.run(SEND, message("none", "\"hi\"")))
                .startsWith("SQS.QueueDoesNotExistException: The specified queue does not exist")
                .contains(
                        "(Service: AmazonSQS; Status Code: 400; Error Code:"
                                + " AWS.SimpleQueueService.NonExistentQueue; Request ID: ")
                .endsWith("; Proxy: null)");
    }

    @Test
    void what_no_model_has_is_a_general_error() {
        town.createQueue("q");

        assertThat(town.run(SEND, message("q", "null")))
                .startsWith(
                        "SQS.AmazonSQSException: The request must contain the parameter"
                                + " MessageBody.");
    }

    @Test
    void an_sdk_integration_has_the_second_sdks_names() {
        town.createQueue("q");
        String resource = "arn:aws:states:::aws-sdk:sqs:sendMessage";

        JsonNode output = Town.tree(town.run(resource, message("q", "\"hi\"")));
        assertThat(output.properties())
                .extracting(each -> each.getKey())
                .containsExactlyInAnyOrder("Md5OfMessageBody", "MessageId");

        assertThat(town.run(resource, message("none", "\"hi\"")))
                .startsWith("Sqs.QueueDoesNotExistException: The specified queue does not exist")
                .contains("(Service: Sqs, Status Code: 400, Request ID: ")
                .endsWith(") (SDK Attempt Count: 1)");
    }

    @Test
    void a_service_whose_names_begin_small_is_spoken_to_in_pascal_case() {
        String machine =
                town.machineOf(
                        "p", "{\"StartAt\":\"S\",\"States\":{\"S\":{\"Type\":\"Succeed\"}}}");

        JsonNode output =
                Town.tree(
                        town.run(
                                "arn:aws:states:::aws-sdk:sfn:startExecution",
                                "{\"StateMachineArn\":\""
                                        + machine
                                        + "\",\"Name\":\"n\",\"Input\":{\"a\":1}}"));

        assertThat(output.path("ExecutionArn").asText()).isEqualTo(Town.STATES + "execution:p:n");
        assertThat(output.path("StartDate").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(town.describe(Town.STATES + "execution:p:n").input()).isEqualTo("{\"a\":1}");
    }

    @Test
    void what_only_reads_is_performed_outside_also_after_a_crash() {
        town.createQueue("q");
        String execution =
                town.start(
                        town.machine("r", "arn:aws:states:::aws-sdk:sqs:listQueues"),
                        "{\"QueueNamePrefix\":\"q\"}");
        assertThat(town.end(execution)).isEqualTo("RUNNING");
        town.node().crashAndRestart();
        town.performOwn();

        assertThat(town.end(execution)).isEqualTo("{\"QueueUrls\":[\"" + Town.url("q") + "\"]}");
    }

    @Test
    void a_long_poll_waits_outside() {
        town.createQueue("q");
        String machine = town.machine("r", "arn:aws:states:::aws-sdk:sqs:receiveMessage");
        String arguments = "{\"QueueUrl\":\"" + Town.url("q") + "\",\"WaitTimeSeconds\":20}";

        String execution = town.start(machine, arguments);

        assertThat(town.outside()).hasSize(1);
        assertThat(town.end(execution)).isEqualTo("RUNNING");
    }

    @Test
    void a_topic_is_published_to() {
        town.createQueue("q");
        CreateTopicResponse topic = town.call(CreateTopicRequest.builder().name("t").build());
        town.call(
                SubscribeRequest.builder()
                        .topicArn(topic.topicArn())
                        .protocol("sqs")
                        .endpoint(Town.queueArn("q"))
                        .build());

        JsonNode output =
                Town.tree(
                        town.run(
                                "arn:aws:states:::sns:publish",
                                "{\"TopicArn\":\""
                                        + topic.topicArn()
                                        + "\",\"Message\":{\"a\":1}}"));

        assertThat(output.path("MessageId").asText()).hasSize(36);
        assertThat(town.take("q").getFirst()).contains("\"Message\" : \"{\\\"a\\\":1}\"");
    }

    @Test
    void events_name_the_machine_and_the_execution_after_their_own_resources() {
        town.createQueue("q");
        town.call(PutRuleRequest.builder().name("r").eventPattern("{\"source\":[\"s\"]}").build());
        town.call(
                PutTargetsRequest.builder()
                        .rule("r")
                        .targets(Target.builder().id("1").arn(Town.queueArn("q")).build())
                        .build());
        String machine = town.machine("m", "arn:aws:states:::events:putEvents");

        String execution =
                town.start(
                        machine,
                        "{\"Entries\":[{\"Source\":\"s\",\"DetailType\":\"d\",\"Detail\":{\"a\":1},"
                                + "\"Resources\":[\"mine\"]}]}");

        JsonNode output = Town.tree(town.end(execution));
        assertThat(output.path("FailedEntryCount").asInt()).isZero();
        assertThat(output.has("SdkHttpMetadata")).isFalse();
        JsonNode event = Town.tree(town.take("q").getFirst());
        assertThat(event.path("detail").toString()).isEqualTo("{\"a\":1}");
        assertThat(event.path("resources").toString())
                .isEqualTo("[\"mine\",\"" + machine + "\",\"" + execution + "\"]");
    }

    @Test
    void one_event_that_is_refused_fails_the_task() {
        String event = "{\"Source\":\"s\",\"DetailType\":\"d\",\"Detail\":\"%s\"}";

        assertThat(
                        town.run(
                                "arn:aws:states:::events:putEvents",
                                "{\"Entries\":["
                                        + event.formatted("{}")
                                        + ","
                                        + event.formatted("no")
                                        + "]}"))
                .startsWith("EventBridge.FailedEntry: {")
                .contains("\"ErrorCode\":\"MalformedDetail\"");
    }

    @Test
    void a_callback_ends_the_task_with_what_the_worker_says() {
        town.createQueue("q");
        String machine =
                town.machineOf(
                        "c",
                        "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\""
                                + SEND
                                + ".waitForTaskToken\",\"Parameters\":{\"QueueUrl\":\""
                                + Town.url("q")
                                + "\",\"MessageBody.$\":\"$$.Task.Token\"},\"End\":true}}}");
        String done = town.start(machine, "{}");
        String failed = town.start(machine, "{}");
        town.node().crashAndRestart();
        for (String token : town.take("q")) {
            if (town.end(done).equals("RUNNING") && town.end(failed).equals("RUNNING")) {
                town.call(SendTaskSuccessRequest.builder().taskToken(token).output("[1]").build());
            } else {
                town.call(
                        SendTaskFailureRequest.builder()
                                .taskToken(token)
                                .error("E")
                                .cause("why")
                                .build());
            }
        }

        assertThat(new String[] {town.end(done), town.end(failed)})
                .containsExactlyInAnyOrder("[1]", "E: why");
    }

    @Test
    void a_service_that_is_not_there_fails_the_task_and_says_so() {
        assertThat(town.run("arn:aws:states:::aws-sdk:s3:listBuckets", "{}"))
                .startsWith("S3.S3Exception: s3 has no operation ListBuckets (Service: S3, ");
        assertThat(town.run("arn:aws:states:::ecs:runTask", "{}"))
                .startsWith("ECS.AmazonECSException: This server does not have the service of");
    }

    @Test
    void an_event_starts_an_execution_of_a_rules_machine() {
        String machine =
                town.machineOf(
                        "p",
                        "{\"StartAt\":\"S\",\"States\":{\"S\":{\"Type\":\"Pass\",\"End\":true}}}");
        town.call(PutRuleRequest.builder().name("r").eventPattern("{\"source\":[\"s\"]}").build());
        town.call(
                PutTargetsRequest.builder()
                        .rule("r")
                        .targets(
                                Target.builder()
                                        .id("1")
                                        .arn(machine)
                                        .inputPath("$.detail")
                                        .roleArn("arn:aws:iam::000000000000:role/r")
                                        .build())
                        .build());
        town.run(
                "arn:aws:states:::events:putEvents",
                "{\"Entries\":[{\"Source\":\"s\",\"DetailType\":\"d\",\"Detail\":{\"a\":1}}]}");
        town.advance(Duration.ofSeconds(1));

        software.amazon.awssdk.services.sfn.model.ListExecutionsResponse all =
                town.call(
                        software.amazon.awssdk.services.sfn.model.ListExecutionsRequest.builder()
                                .stateMachineArn(machine)
                                .build());
        assertThat(all.executions()).hasSize(1);
        assertThat(town.end(all.executions().getFirst().executionArn())).isEqualTo("{\"a\":1}");
    }
}
