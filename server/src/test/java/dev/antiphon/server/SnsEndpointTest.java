package dev.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Topics and an HTTP endpoint, with real sockets and real signatures. */
class SnsEndpointTest {
    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer endpoint = endpoint();

    private HttpServer endpoint() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        received.add(new ObjectMapper().readTree(exchange.getRequestBody()));
                        exchange.sendResponseHeaders(200, -1);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void stop() {
        endpoint.stop(0);
        client.shutdownNow();
    }

    private String post(ServerProcess server, String... pairs) throws Exception {
        List<String> form = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            form.add(pairs[i] + "=" + URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.endpoint() + "/"))
                        .header("content-type", "application/x-www-form-urlencoded")
                        .header(
                                "authorization",
                                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sns/aws4_request,"
                                        + " SignedHeaders=host, Signature=0")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "Version=2010-03-31&" + String.join("&", form)))
                        .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private static String between(String xml, String element) {
        Matcher matcher = Pattern.compile("<" + element + ">([^<]*)<").matcher(xml);
        assertThat(matcher.find()).as(xml).isTrue();
        return Objects.requireNonNull(matcher.group(1));
    }

    private JsonNode next() throws InterruptedException {
        return Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS), "nothing came");
    }

    private void verify(JsonNode message, String algorithm, String... names) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            if (message.has(name)) {
                text.append(name).append('\n').append(message.path(name).asText()).append('\n');
            }
        }
        byte[] pem =
                client.send(
                                HttpRequest.newBuilder(
                                                URI.create(message.path("SigningCertURL").asText()))
                                        .build(),
                                BodyHandlers.ofByteArray())
                        .body();
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem)));
        signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(Base64.getDecoder().decode(message.path("Signature").asText())))
                .as("the signature of %s", message)
                .isTrue();
    }

    private void subscribeConfirmAndPublish(ServerProcess server, String version, String algorithm)
            throws Exception {
        String topic =
                between(
                        post(
                                server,
                                "Action",
                                "CreateTopic",
                                "Name",
                                "t",
                                "Attributes.entry.1.key",
                                "SignatureVersion",
                                "Attributes.entry.1.value",
                                version),
                        "TopicArn");
        String url = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/hook";
        post(server, "Action", "Subscribe", "TopicArn", topic, "Protocol", "http", "Endpoint", url);
        JsonNode confirmation = next();
        verify(
                confirmation,
                algorithm,
                "Message",
                "MessageId",
                "SubscribeURL",
                "Timestamp",
                "Token",
                "TopicArn",
                "Type");
        String answer =
                client.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        confirmation.path("SubscribeURL").asText()))
                                        .build(),
                                BodyHandlers.ofString())
                        .body();
        String subscription = between(answer, "SubscriptionArn");
        assertThat(subscription).startsWith(topic);
        post(
                server,
                "Action",
                "Publish",
                "TopicArn",
                topic,
                "Subject",
                "S",
                "Message",
                "ü \"quoted\" text");
        JsonNode notification = next();
        assertThat(notification.path("Message").asText()).isEqualTo("ü \"quoted\" text");
        verify(
                notification,
                algorithm,
                "Message",
                "MessageId",
                "Subject",
                "Timestamp",
                "TopicArn",
                "Type");
        assertThat(server.get("/_aws/sns/subscription-tokens/" + subscription).body())
                .contains(confirmation.path("Token").asText());
        client.send(
                HttpRequest.newBuilder(URI.create(notification.path("UnsubscribeURL").asText()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(next().path("Type").asText()).isEqualTo("UnsubscribeConfirmation");
    }

    @Test
    void an_endpoint_confirms_by_the_link_and_verifies_what_it_gets() throws Exception {
        try (ServerProcess server =
                ServerProcess.run("start", "--port", "0", "--in-memory").awaitReady()) {
            subscribeConfirmAndPublish(server, "2", "SHA256withRSA");
            post(server, "Action", "Publish", "PhoneNumber", "+15550100", "Message", "code 42");
            assertThat(server.get("/_aws/sns/sms-messages").body())
                    .contains("{\"sms_messages\":{\"+15550100\":[{\"PhoneNumber\":\"+15550100\"")
                    .contains("\"Message\":\"code 42\"")
                    .contains("\"region\":\"us-east-1\"");
            client.send(
                    HttpRequest.newBuilder(URI.create(server.endpoint() + "/_aws/sns/sms-messages"))
                            .DELETE()
                            .build(),
                    BodyHandlers.ofString());
            assertThat(server.get("/_aws/sns/sms-messages").body()).doesNotContain("code 42");
            assertThat(server.get("/_aws/sns/subscription-tokens/none").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void the_first_signature_version_is_sha1() throws Exception {
        try (ServerProcess server =
                ServerProcess.run("start", "--port", "0", "--in-memory").awaitReady()) {
            subscribeConfirmAndPublish(server, "1", "SHA1withRSA");
        }
    }
}
