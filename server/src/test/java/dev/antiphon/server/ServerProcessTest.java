package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of the process: its first lines, its pages, its end. */
class ServerProcessTest {
    private static final String QUEUE = "{'QueueUrl':'http://localhost/000000000000/orders'";

    @TempDir Path data;

    private ServerProcess start() throws Exception {
        return ServerProcess.run("start", "--port", "0", "--data-dir", data.toString())
                .awaitReady();
    }

    @Test
    void it_says_where_it_listens_and_that_it_is_ready() throws Exception {
        try (ServerProcess server = start()) {
            assertThat(server.output()).hasSize(2);
            assertThat(server.output().getFirst())
                    .matches(
                            "Antiphon [^ ]+ is listening on http://127\\.0\\.0\\.1:\\d+, data in "
                                    + data);
            assertThat(server.output().getLast()).isEqualTo("Ready.");
        }
    }

    @Test
    void sigterm_stops_it_cleanly_and_what_it_took_is_there_after_the_next_start()
            throws Exception {
        try (ServerProcess server = start()) {
            assertThat(server.call("CreateQueue", "{'QueueName':'orders'}").statusCode())
                    .isEqualTo(200);
            assertThat(server.call("SendMessage", QUEUE + ",'MessageBody':'pizza'}").statusCode())
                    .isEqualTo(200);

            server.terminate();

            assertThat(server.exitStatus()).isZero();
            assertThat(server.output()).as("what it says at a clean stop").hasSize(2);
        }
        try (ServerProcess server = start()) {
            assertThat(server.call("ReceiveMessage", QUEUE + "}").body()).contains("pizza");
        }
    }

    @Test
    void a_long_poll_does_not_hold_up_the_end() throws Exception {
        try (ServerProcess server = start()) {
            server.call("CreateQueue", "{'QueueName':'orders'}");
            CompletableFuture<HttpResponse<String>> poll =
                    server.callLater("ReceiveMessage", QUEUE + ",'WaitTimeSeconds':20}");
            // By the answer to this one the poll has most likely begun to wait; the end must come
            // soon in either case.
            server.call("SendMessage", "{'QueueUrl':'http://localhost/000000000000/other'}");
            long begin = System.nanoTime();

            server.terminate();

            assertThat(server.exitStatus()).isZero();
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(10));
            assertThat(poll).isDone();
        }
    }

    @Test
    void a_second_server_on_the_same_data_is_refused_with_one_line() throws Exception {
        try (ServerProcess _ = start();
                ServerProcess second =
                        ServerProcess.run("start", "--port", "0", "--data-dir", data.toString())) {
            assertThat(second.exitStatus()).isEqualTo(1);
            assertThat(second.output())
                    .singleElement()
                    .asString()
                    .startsWith("antiphon: ")
                    .contains(data.toString());
        }
    }

    @Test
    void a_port_that_is_taken_is_refused_with_one_line() throws Exception {
        try (ServerProcess first = start()) {
            String port = first.endpoint().replaceAll(".*:", "");
            try (ServerProcess second = ServerProcess.run("start", "--port", port, "--in-memory")) {
                assertThat(second.exitStatus()).isEqualTo(1);
                assertThat(second.output())
                        .singleElement()
                        .asString()
                        .startsWith("antiphon: cannot listen on 127.0.0.1:" + port);
            }
        }
    }

    @Test
    void a_wrong_setting_stops_the_start_with_one_line() throws Exception {
        try (ServerProcess server = ServerProcess.run("start", "--port", "99999")) {
            assertThat(server.exitStatus()).isEqualTo(2);
            assertThat(server.output())
                    .singleElement()
                    .asString()
                    .startsWith("antiphon: --port: port: \"99999\" is not allowed");
        }
    }

    @Test
    void its_pages_show_health_and_metrics() throws Exception {
        try (ServerProcess server = start()) {
            server.call("CreateQueue", "{'QueueName':'orders'}");
            server.call("SendMessage", QUEUE + ",'MessageBody':'pizza'}");
            server.call("GetQueueUrl", "{'QueueName':'missing'}");
            server.call("NoSuchOperation", "{}");

            HttpResponse<String> health = server.get("/_antiphon/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"status\":\"ok\"", "\"sqs\":\"running\"");
            assertThat(server.get("/_localstack/health").body())
                    .contains("\"sqs\":\"running\"", "\"version\":");
            assertThat(server.get("/_antiphon/metrics").body())
                    .contains(
                            "antiphon_requests_seconds_count{operation=\"SendMessage\",service=\"sqs\"} 1",
                            "antiphon_errors_total{code=\"QueueDoesNotExist\",operation=\"GetQueueUrl\",service=\"sqs\"} 1",
                            "antiphon_commit_seconds_count{durability=\"synced\"} 2",
                            "antiphon_mailbox_calls{partition=\"0\"} 0",
                            "antiphon_http_answers_total{status=\"2xx\"} 2",
                            "antiphon_http_answers_total{status=\"4xx\"} 2",
                            "antiphon_storage_writable 1",
                            "antiphon_sqs_messages_visible{account=\"000000000000\",queue=\"orders\",region=\"us-east-1\"} 1");
        }
    }

    @Test
    void unsigned_requests_are_refused_where_auth_is_required() throws Exception {
        Path config = data.resolve("antiphon.yaml");
        Files.writeString(
                config,
                """
                auth: required
                credentials:
                  - {access-key-id: AKIAEXAMPLE, secret-access-key: secret, account: 123456789012}
                """);
        try (ServerProcess server =
                ServerProcess.run(
                                "start",
                                "--port",
                                "0",
                                "--in-memory",
                                "--config",
                                config.toString())
                        .awaitReady()) {
            HttpResponse<String> refused = server.call("ListQueues", "{}");

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("MissingAuthenticationToken");
            assertThat(server.get("/_antiphon/health").statusCode()).isEqualTo(200);
            assertThat(server.get(MessagesPage.PATH + "?QueueUrl=any").statusCode()).isEqualTo(403);
            String topic = "arn:aws:sns:us-east-1:123456789012:t:x";
            String rule = "arn:aws:events:us-east-1:123456789012:rule/r";
            for (String page :
                    List.of(
                            SnsPages.SMS,
                            SnsPages.EMAIL,
                            SnsPages.TOKENS + topic,
                            TriggerPage.PATH + rule + "/trigger")) {
                assertThat(server.get(page).statusCode()).as(page).isEqualTo(403);
            }
            assertThat(server.get(DeliveriesPage.PATH).statusCode()).isEqualTo(200);
            assertThat(
                            server.get(DeliveriesPage.PATH, "origin", "http://evil.example")
                                    .statusCode())
                    .isEqualTo(403);
            assertThat(server.callAt(MessagesPage.PATH, "ReceiveMessage", QUEUE + "}").statusCode())
                    .isEqualTo(403);
        }
    }
}
