package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.compat.ForeignSdk.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The AWS CLI. Its time goes into starting processes, so several tests run at once. */
@Execution(ExecutionMode.CONCURRENT)
final class CommandLineTest extends SdkTest<CommandLine>
        implements EveryOperation, Routing, Workflows {
    @Override
    CommandLine startSdk(Path folder) {
        return CommandLine.find(folder);
    }

    private JsonNode aws(String... arguments) throws Refused {
        return sdk().run(access(), arguments);
    }

    @Test
    void a_message_is_sent_and_received_as_one_types_it() throws Refused {
        String queue =
                aws(
                                "sqs",
                                "create-queue",
                                "--queue-name",
                                "typed",
                                "--attributes",
                                "DelaySeconds=0")
                        .path("QueueUrl")
                        .asText();
        aws(
                "sqs",
                "send-message",
                "--queue-url",
                queue,
                "--message-body",
                "hello",
                "--message-attributes",
                "Shop={DataType=String,StringValue=Pisa}");

        JsonNode received =
                aws(
                        "sqs",
                        "receive-message",
                        "--queue-url",
                        queue,
                        "--wait-time-seconds",
                        "5",
                        "--message-attribute-names",
                        "All");

        assertThat(received.at("/Messages/0/Body").asText()).isEqualTo("hello");
        assertThat(received.at("/Messages/0/MessageAttributes/Shop/StringValue").asText())
                .isEqualTo("Pisa");
    }

    @Test
    void a_function_is_created_and_invoked_as_one_types_it(@TempDir Path folder)
            throws Refused, IOException {
        Path code = folder.resolve("code.zip");
        Path answer = folder.resolve("answer.json");
        Files.write(code, Functions.zip("code.py", Functions.ECHO).asByteArrayUnsafe());
        JsonNode created =
                aws(
                        "lambda",
                        "create-function",
                        "--function-name",
                        "typed",
                        "--runtime",
                        "python3.13",
                        "--role",
                        Routing.ROLE,
                        "--handler",
                        "code.handler",
                        "--environment",
                        "Variables={GREETING=hi}",
                        "--zip-file",
                        "fileb://" + code);
        aws("lambda", "wait", "function-active-v2", "--function-name", "typed");

        JsonNode invoked =
                aws(
                        "lambda",
                        "invoke",
                        "--function-name",
                        created.path("FunctionArn").asText(),
                        "--payload",
                        "{\"pizza\":2}",
                        answer.toString());

        assertThat(invoked.path("StatusCode").asInt()).isEqualTo(200);
        assertThat(answer).hasContent("{\"given\": {\"pizza\": 2}, \"greeting\": \"hi\"}");
        JsonNode version = aws("lambda", "publish-version", "--function-name", "typed");
        assertThat(version.path("FunctionArn").asText()).endsWith(":function:typed:1");
        aws("lambda", "delete-function", "--function-name", "typed");
        Refused refused =
                catchThrowableOfType(
                        Refused.class,
                        () -> aws("lambda", "get-function", "--function-name", "typed"));
        assertThat(refused.code()).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void idempotency_is_asked_for_by_tags_as_one_types_it() throws Refused {
        try (JavaSdk java = new JavaSdk()) { // for what is not about tags
            Kitchen kitchen = Kitchen.open(access(), java);
            String orders = kitchen.newQueue(Map.of());
            aws(
                    "lambda",
                    "create-event-source-mapping",
                    "--function-name",
                    kitchen.function(),
                    "--event-source-arn",
                    kitchen.arn(orders),
                    "--tags",
                    "antiphon:idempotency-key=order-id,antiphon:idempotency-window=86400");
            String rule = kitchen.cookFor(kitchen.function(), Map.of());
            aws(
                    "events",
                    "tag-resource",
                    "--resource-arn",
                    rule,
                    "--tags",
                    "Key=antiphon:idempotency-key,Value=detail.order-id");

            kitchen.send(orders, Kitchen.order("1", "pizza"));
            kitchen.put(kitchen.function(), Kitchen.order("2", "pasta"));
            assertThat(kitchen.dishes(2)).containsExactly("pasta", "pizza");
            kitchen.awaitEmpty(orders);
            kitchen.send(orders, Kitchen.order("1", "pizza again"));
            kitchen.put(kitchen.function(), Kitchen.order("2", "pasta again"));
            kitchen.send(orders, Kitchen.order("3", "salad"));
            kitchen.put(kitchen.function(), Kitchen.order("4", "soup"));

            assertThat(kitchen.dishes(2)).containsExactly("salad", "soup");
            assertThat(kitchen.more()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    get-queue-url --queue-name nowhere          | AWS.SimpleQueueService.NonExistentQueue | The specified queue does not exist.
                    create-queue --queue-name no.dots           | InvalidParameterValue  | Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length
                    create-queue --queue-name a --attributes X=1 | InvalidAttributeName  | Unknown Attribute X.
                    delete-message --receipt-handle x           | ReceiptHandleIsInvalid | The input receipt handle "x" is not a valid receipt handle.
                    send-message --message-body hi --delay-seconds 901 | InvalidParameterValue | Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.
                    """)
    void errors_are_told_in_awss_words(String command, String code, String message) throws Refused {
        List<String> arguments = new ArrayList<>(List.of("sqs"));
        arguments.addAll(List.of(command.split(" ")));
        if (command.contains("message")) {
            arguments.addAll(List.of("--queue-url", newQueue()));
        }

        Refused refused =
                catchThrowableOfType(Refused.class, () -> aws(arguments.toArray(String[]::new)));

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused).hasMessage(message);
    }
}
