package dev.antiphon.compat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;

/** The AWS CLI, either major version. */
final class CommandLine extends ForeignSdk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REFUSAL =
            Pattern.compile(
                    "An error occurred \\((?<code>[^)]*)\\) when calling the \\w+ operation[^:]*:"
                            + " (?<message>.*)",
                    Pattern.DOTALL);

    private final Path folder;
    private final Commands commands;

    /**
     * Finds it, or skips the test if there is no aws here.
     *
     * @param folder for the files that hold what it says
     */
    static CommandLine find(Path folder) {
        Missing.unless("the AWS CLI", "aws", "--version");
        return new CommandLine(folder);
    }

    private CommandLine(Path folder) {
        this.folder = folder;
        this.commands = Commands.here();
    }

    @Override
    JsonNode call(Access access, String service, String operation, JsonNode parameters)
            throws Refused {
        String command =
                operation
                        .replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
                        .toLowerCase(Locale.ROOT);
        return run(access, service, command, "--cli-input-json", parameters.toString());
    }

    /** Runs the CLI as in a shell, and reads the JSON that it prints. */
    JsonNode run(Access access, String... arguments) throws Refused {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "--endpoint-url",
                                access.endpoint().toString(),
                                "--output",
                                "json"));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(folder, "aws", ".out");
            Path err = Files.createTempFile(folder, "aws", ".err");
            int status = commands.run(command, environment(access), out, err);
            if (status == 0) {
                return json(Files.readString(out));
            }
            throw refused(command, Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment(Access access) {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                access.accessKey(),
                "AWS_SECRET_ACCESS_KEY",
                access.secretKey(),
                "AWS_DEFAULT_REGION",
                access.region(),
                "AWS_CONFIG_FILE",
                "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE",
                "/dev/null",
                "AWS_MAX_ATTEMPTS",
                "1",
                "AWS_PAGER",
                "",
                // The server has one name, and none with "sync-" before it.
                "AWS_DISABLE_HOST_PREFIX_INJECTION",
                "true",
                "AWS_CLI_BINARY_FORMAT",
                "raw-in-base64-out");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
    }

    private static Refused refused(List<String> command, String said) {
        Matcher matcher = REFUSAL.matcher(said.strip());
        if (!matcher.find()) {
            throw new IllegalStateException(command + " failed: " + said);
        }
        return new Refused(null, matcher.group("code"), matcher.group("message"), 0);
    }

    @Override
    JsonNode bytes(SdkBytes bytes) {
        return JsonNodeFactory.instance.textNode(bytes.asUtf8String());
    }

    @Override
    public void close() {
        commands.close();
    }
}
