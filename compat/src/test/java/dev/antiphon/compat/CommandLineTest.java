package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.antiphon.compat.ForeignSdk.Refused;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The AWS CLI. Its time goes into starting processes, so several tests run at once. */
@Execution(ExecutionMode.CONCURRENT)
final class CommandLineTest extends SdkTest<CommandLine> implements EveryOperation {
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
    void errors_are_told_in_awss_words() {
        assertThatThrownBy(() -> aws("sqs", "get-queue-url", "--queue-name", "nowhere"))
                .isInstanceOf(Refused.class)
                .hasMessage("The specified queue does not exist.");
        assertThatThrownBy(() -> aws("sqs", "create-queue", "--queue-name", "no spaces"))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("Can only include alphanumeric characters");
    }
}
