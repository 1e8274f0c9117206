package dev.antiphon.lambda.function;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the variables of a function's environment may be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">Defined
 *     runtime environment variables</a>
 */
final class EnvironmentVariables {
    private static final int MOST_BYTES = 4096;

    private static final List<String> RESERVED =
            List.of(
                    "_HANDLER",
                    "_X_AMZN_TRACE_ID",
                    "AWS_DEFAULT_REGION",
                    "AWS_REGION",
                    "AWS_EXECUTION_ENV",
                    "AWS_LAMBDA_FUNCTION_NAME",
                    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                    "AWS_LAMBDA_FUNCTION_VERSION",
                    "AWS_LAMBDA_INITIALIZATION_TYPE",
                    "AWS_LAMBDA_LOG_GROUP_NAME",
                    "AWS_LAMBDA_LOG_STREAM_NAME",
                    "AWS_ACCESS_KEY",
                    "AWS_ACCESS_KEY_ID",
                    "AWS_SECRET_ACCESS_KEY",
                    "AWS_SESSION_TOKEN",
                    "AWS_LAMBDA_RUNTIME_API",
                    "LAMBDA_TASK_ROOT",
                    "LAMBDA_RUNTIME_DIR");

    private EnvironmentVariables() {}

    /**
     * @throws dev.antiphon.api.AwsException InvalidParameterValueException
     */
    static void check(Map<String, String> variables) {
        List<String> reserved = variables.keySet().stream().filter(RESERVED::contains).toList();
        if (!reserved.isEmpty()) {
            throw LambdaErrors.invalid(
                    "Lambda was unable to configure your environment variables because the"
                            + " environment variables you have provided contains reserved keys that"
                            + " are currently not supported for modification. Reserved keys used in"
                            + " this request: "
                            + String.join(", ", reserved));
        }
        String measured = json(variables);
        if (measured.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw LambdaErrors.invalid(
                    "Lambda was unable to configure your environment variables because the"
                            + " environment variables you have provided exceeded the 4KB limit."
                            + " String measured: "
                            + measured);
        }
    }

    private static String json(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> quoted(variable.getKey()) + ":" + quoted(variable.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
