package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS SDK for JavaScript v3, and AWS's verifier of messages from topics. */
final class JavaScriptSdkTest extends SdkTest<WorkerSdk>
        implements EveryOperation,
                Messages,
                FifoQueues,
                DeadLetterQueues,
                QueueSettings,
                WrongQueues,
                WrongMessages,
                Routing,
                Topics,
                Mobile,
                Buses,
                EventResources,
                Schedules,
                HttpApis,
                Workflows,
                Functions,
                FunctionEvents,
                FunctionSettings,
                Layers {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    WorkerSdk startSdk(Path folder) {
        return JavaScriptSdk.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void what_a_topic_posts_passes_the_verifier_and_nothing_else_does(String version)
            throws IOException, InterruptedException, ForeignSdk.Refused {
        BlockingQueue<String> posted = new LinkedBlockingQueue<>();
        HttpServer partner =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        partner.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        byte[] body = exchange.getRequestBody().readAllBytes();
                        posted.add(new String(body, StandardCharsets.UTF_8));
                        exchange.sendResponseHeaders(200, -1);
                    }
                });
        partner.start();
        try {
            String topic = newTopic();
            sns().setTopicAttributes(s ->
                    s.topicArn(topic).attributeName("SignatureVersion").attributeValue(version));
            String url = "http://127.0.0.1:" + partner.getAddress().getPort() + "/";
            sns().subscribe(s -> s.topicArn(topic).protocol("http").endpoint(url));
            String confirmation = next(posted);
            String token = JSON.readTree(confirmation).path("Token").textValue();
            sns().confirmSubscription(c -> c.topicArn(topic).token(token));
            sns().publish(p -> p.topicArn(topic).subject("Menu").message("pizza"));
            String notification = next(posted);

            assertThat(verdict(confirmation)).isEqualTo("valid");
            assertThat(verdict(notification)).isEqualTo("valid");
            assertThat(verdict(notification.replace("pizza", "pasta")))
                    .isEqualTo("The message signature is invalid.");
        } finally {
            partner.stop(0);
        }
    }

    private static String next(BlockingQueue<String> posted) throws InterruptedException {
        return Objects.requireNonNull(posted.poll(20, TimeUnit.SECONDS), "nothing was posted");
    }

    private String verdict(String message)
            throws IOException, InterruptedException, ForeignSdk.Refused {
        URI certificate = URI.create(JSON.readTree(message).path("SigningCertURL").textValue());
        try (HttpClient client = HttpClient.newHttpClient()) {
            String pem =
                    client.send(
                                    HttpRequest.newBuilder(certificate).build(),
                                    BodyHandlers.ofString())
                            .body();
            JsonNode parameters =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("message", message)
                            .put("certificate", pem);
            JsonNode answer = sdk().call(access(), "sns-validator", "Validate", parameters);
            return answer.path("verdict").asText();
        }
    }
}
