package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MessagesPageTest {
    private static final String URL = "http://localhost/000000000000/";

    @SuppressWarnings("NullAway.Init")
    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.run("start", "--port", "0", "--in-memory").awaitReady();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void create(String name) throws IOException, InterruptedException {
        assertThat(server.call("CreateQueue", "{'QueueName':'" + name + "'}").statusCode())
                .isEqualTo(200);
    }

    private static void send(String name, String more) throws IOException, InterruptedException {
        String body = "{'QueueUrl':'" + URL + name + "'," + more + "}";
        assertThat(server.call("SendMessage", body).statusCode()).isEqualTo(200);
    }

    private static String page(String rest) throws IOException, InterruptedException {
        HttpResponse<String> page = server.get(MessagesPage.PATH + rest);
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    @Test
    void an_empty_queue_has_no_result() throws Exception {
        create("empty");

        assertThat(page("?QueueUrl=" + URL + "empty"))
                .startsWith("{\"ReceiveMessageResponse\":{\"ReceiveMessageResult\":null,");
    }

    @Test
    void messages_are_shown_with_all_that_they_carry_and_stay() throws Exception {
        create("full");
        send(
                "full",
                "'MessageBody':'hello','MessageAttributes':{'k':{'DataType':'String','StringValue':'v'},"
                        + "'b':{'DataType':'Binary','BinaryValue':'AAE='}}");

        String shown = page("/us-east-1/000000000000/full");

        assertThat(shown)
                .contains(
                        "\"Body\":\"hello\"",
                        "\"MD5OfBody\":\"5d41402abc4b2a76b9719d911017c592\"",
                        "{\"Name\":\"ApproximateReceiveCount\",\"Value\":\"0\"}",
                        "{\"Name\":\"k\",\"Value\":{\"DataType\":\"String\",\"StringValue\":\"v\"}}",
                        "{\"Name\":\"b\",\"Value\":{\"DataType\":\"Binary\",\"BinaryValue\":\"AAE=\"}}")
                .doesNotContain("ReceiptHandle");
        assertThat(server.call("ReceiveMessage", "{'QueueUrl':'" + URL + "full'}").body())
                .contains("hello");
    }

    @Test
    void messages_that_cannot_be_received_are_shown_if_asked_for() throws Exception {
        create("held");
        send("held", "'MessageBody':'taken'");
        server.call("ReceiveMessage", "{'QueueUrl':'" + URL + "held'}");
        send("held", "'MessageBody':'later','DelaySeconds':600");
        String all = "?QueueUrl=" + URL + "held";

        assertThat(page(all)).doesNotContain("taken", "later");
        assertThat(page(all + "&ShowInvisible=true")).contains("taken").doesNotContain("later");
        assertThat(page(all + "&ShowDelayed=true")).contains("later").doesNotContain("taken");
    }

    @Test
    void a_client_may_take_the_page_for_its_endpoint() throws Exception {
        create("client");
        send("client", "'MessageBody':'one'");
        send("client", "'MessageBody':'two'");

        for (int i = 0; i < 2; i++) {
            HttpResponse<String> seen =
                    server.callAt(
                            MessagesPage.PATH,
                            "ReceiveMessage",
                            "{'QueueUrl':'" + URL + "client'}");
            assertThat(seen.body()).startsWith("{\"Messages\":[").contains("one", "two");
        }
        assertThat(server.callAt(MessagesPage.PATH, "ListQueues", "{}").statusCode())
                .isEqualTo(501);
    }

    @Test
    void a_queue_that_is_not_there_or_not_named_is_an_error() throws Exception {
        HttpResponse<String> missing = server.get(MessagesPage.PATH + "?QueueUrl=" + URL + "none");
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body()).contains("QueueDoesNotExist");

        HttpResponse<String> unnamed = server.get(MessagesPage.PATH);
        assertThat(unnamed.statusCode()).isEqualTo(400);
        assertThat(unnamed.body()).contains("MissingParameter");

        assertThat(server.get(MessagesPage.PATH + "/us-east-1/full").statusCode()).isEqualTo(400);
    }
}
