package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Every SDK against a server that verifies signatures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignedRequestsTest {
    private static final String ACCOUNT = "123456789012";
    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    /** All that there are. */
    enum Client {
        JAVA,
        JAVA_ASYNC,
        BOTO3,
        BOTO3_QUERY,
        JAVASCRIPT,
        COMMAND_LINE;

        Sdk start(Path folder) {
            return switch (this) {
                case JAVA -> new JavaSdk();
                case JAVA_ASYNC -> new JavaAsyncSdk();
                case BOTO3 -> Boto3.speaking(SqsProtocol.JSON);
                case BOTO3_QUERY -> Boto3.speaking(SqsProtocol.QUERY);
                case JAVASCRIPT -> JavaScriptSdk.start();
                case COMMAND_LINE -> CommandLine.find(folder);
            };
        }
    }

    private Path folder;
    private AntiphonServer server;
    private Access access;
    private final Map<Client, Sdk> sdks = new EnumMap<>(Client.class);

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Path config =
                Files.writeString(
                        folder.resolve("antiphon.yaml"),
                        """
                        auth: required
                        credentials:
                          - access-key-id: %s
                            secret-access-key: %s
                            account: "%s"
                        """
                                .formatted(KEY, SECRET, ACCOUNT));
        server =
                AntiphonServer.launch(
                                "--port",
                                "0",
                                "--data-dir",
                                folder.resolve("data").toString(),
                                "--config",
                                config.toString())
                        .awaitReady();
        access = new Access(server.endpoint()).with(KEY, SECRET);
    }

    @AfterAll
    void stop() {
        sdks.values().forEach(Sdk::close);
        server.close();
    }

    /** Starts it, or skips the test if it is not here. */
    private Sdk sdk(Client client) {
        return sdks.computeIfAbsent(client, _ -> client.start(folder));
    }

    @ParameterizedTest
    @EnumSource
    void a_request_signed_with_a_known_key_is_that_accounts(Client client) {
        Sdk sdk = sdk(client);
        SqsClient sqs = sdk.sqs(access);
        Map<String, MessageAttributeValue> attributes =
                Map.of("Shop", Attribute.text("Köln / 東京 +%20~*"));

        String queue = sqs.createQueue(q -> q.queueName(Scenario.newName())).queueUrl();
        sqs.sendMessage(
                m -> m.queueUrl(queue).messageBody("a=1&b=2 ü").messageAttributes(attributes));
        List<Message> messages =
                sqs.receiveMessage(r -> r.queueUrl(queue).messageAttributeNames("All")).messages();

        assertThat(queue).contains("/" + ACCOUNT + "/");
        assertThat(messages)
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.body()).isEqualTo("a=1&b=2 ü");
                    assertThat(message.messageAttributes()).isEqualTo(attributes);
                });
        assertThat(sdk.sts(access).getCallerIdentity().account()).isEqualTo(ACCOUNT);
    }

    @ParameterizedTest
    @EnumSource
    void a_request_signed_with_a_wrong_secret_is_refused(Client client) {
        Sdk sdk = sdk(client);
        SqsClient sqs = sdk.sqs(access.with(KEY, "guessed"));

        assertRefused("SignatureDoesNotMatch", () -> sqs.listQueues());
        assertRefused(
                "SignatureDoesNotMatch",
                () -> sdk.sts(access.with(KEY, "guessed")).getCallerIdentity());
    }

    @ParameterizedTest
    @EnumSource
    void a_request_signed_with_an_unknown_key_is_refused(Client client) {
        Sdk sdk = sdk(client);
        SqsClient sqs = sdk.sqs(access.with("AKIAI44QH8DHBEXAMPLE", SECRET));

        assertRefused("InvalidClientTokenId", () -> sqs.listQueues());
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as("the refusal").isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    }
}
