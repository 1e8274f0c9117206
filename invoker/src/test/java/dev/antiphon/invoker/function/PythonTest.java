package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.FunctionSpec;
import dev.antiphon.delivery.OutsideCall;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handlers of the Python runtimes, in Python. */
@Timeout(120)
class PythonTest {
    @TempDir Path folder = Path.of("");
    private Workbench bench = new Workbench(folder);

    @BeforeEach
    void begin() {
        bench = new Workbench(folder.resolve("functions"));
    }

    @AfterEach
    void end() {
        bench.close();
    }

    @Test
    void a_handler_gets_the_event_and_its_result_is_the_answer() {
        FunctionSpec echo =
                bench.python("echo", "def handler(event, context):\n    return event\n").spec();

        assertThat(bench.invoke(echo, "{\"a\": [1, \"ü\"]}").payload())
                .isEqualTo("{\"a\": [1, \"ü\"]}");
    }

    @Test
    void the_context_says_what_is_invoked() {
        FunctionSpec spec =
                bench.python(
                                "told",
                                """
                                import os
                                def handler(event, context):
                                    left = context.get_remaining_time_in_millis()
                                    return [context.aws_request_id, context.function_name, context.function_version,
                                            context.invoked_function_arn, context.memory_limit_in_mb,
                                            context.log_group_name, context.log_stream_name == os.environ["AWS_LAMBDA_LOG_STREAM_NAME"],
                                            0 < left <= 30000, context.client_context.custom, context.identity.cognito_identity_id]
                                """)
                        .spec();
        OutsideCall.Function plain = bench.call(spec, "{}");
        OutsideCall.Function call =
                new OutsideCall.Function(
                        spec,
                        spec.arn() + ":live",
                        plain.payload(),
                        plain.requestId(),
                        plain.traceHeader(),
                        "{\"custom\":{\"k\":\"v\"}}",
                        true,
                        true);

        assertThat(bench.invoke(call).payload())
                .isEqualTo(
                        "[\"%s\", \"told\", \"$LATEST\", \"%s:live\", \"256\", \"/aws/lambda/told\", true, true, {\"k\": \"v\"}, null]"
                                .formatted(plain.requestId(), spec.arn()));
    }

    @Test
    void the_environment_is_the_functions_and_nothing_of_the_servers() {
        FunctionSpec spec =
                bench.python(
                                "environment",
                                """
                                import os
                                def handler(event, context):
                                    return dict(os.environ)
                                """)
                        .environment(Map.of("MINE", "value"))
                        .spec();

        String payload = bench.invoke(spec, "{}").payload();

        assertThat(payload)
                .contains(
                        "\"MINE\": \"value\"",
                        "\"_HANDLER\": \"app.handler\"",
                        "\"AWS_REGION\": \"us-east-1\"",
                        "\"AWS_DEFAULT_REGION\": \"us-east-1\"",
                        "\"AWS_EXECUTION_ENV\": \"AWS_Lambda_python3.12\"",
                        "\"AWS_LAMBDA_FUNCTION_NAME\": \"environment\"",
                        "\"AWS_LAMBDA_FUNCTION_MEMORY_SIZE\": \"256\"",
                        "\"AWS_LAMBDA_FUNCTION_VERSION\": \"$LATEST\"",
                        "\"AWS_LAMBDA_INITIALIZATION_TYPE\": \"on-demand\"",
                        "\"AWS_SECRET_ACCESS_KEY\": \"secret of 000000000000\"",
                        "\"AWS_ENDPOINT_URL\": \"http://127.0.0.1:4566\"",
                        "\"TZ\": \":UTC\"",
                        "\"_X_AMZN_TRACE_ID\": \"Root=1-5e272390-8c398be037738dc042009320;Parent=94ae789b969f1cc5;Sampled=1\"");
        assertThat(payload).doesNotContain("\"HOME\"", "\"JAVA_HOME\"", "\"USER\"");
    }

    @Test
    void an_exception_is_told_as_aws_tells_it() {
        FunctionSpec spec =
                bench.python(
                                "failing",
                                """
                                def deeper(event):
                                    raise ValueError("Failed: " + event["why"])

                                def handler(event, context):
                                    print("about to fail")
                                    deeper(event)
                                """)
                        .spec();

        Workbench.Result result = bench.invoke(spec, "{\"why\": \"so\"}");

        assertThat(result.error()).isEqualTo("Unhandled");
        assertThat(result.payload())
                .isEqualTo(
                        "{\"errorMessage\": \"Failed: so\", \"errorType\": \"ValueError\", \"requestId\": \"%s\", \"stackTrace\": [\"  File \\\"/var/task/app.py\\\", line 6, in handler\\n    deeper(event)\\n\", \"  File \\\"/var/task/app.py\\\", line 2, in deeper\\n    raise ValueError(\\\"Failed: \\\" + event[\\\"why\\\"])\\n\"]}"
                                .formatted(result.requestId()));
        assertThat(result.log())
                .contains(
                        "about to fail\n",
                        "[ERROR] ValueError: Failed: so\rTraceback (most recent call last):\r  File \"/var/task/app.py\", line 6, in handler");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nosuch.handler    | Runtime.ImportModuleError    | Unable to import module 'nosuch': No module named 'nosuch'
                    app.nosuch        | Runtime.HandlerNotFound      | Handler 'nosuch' missing on module 'app'
                    handler           | Runtime.MalformedHandlerName | Bad handler 'handler': not enough values to unpack (expected 2, got 1)
                    sys.handler       | Runtime.BuiltInModuleConflict | Cannot use built-in module sys as a handler module
                    wrong.handler     | Runtime.UserCodeSyntaxError  | Syntax error in module 'wrong': invalid syntax (wrong.py, line 1)
                    app.unfit         | Runtime.MarshalError         | Unable to marshal response: Object of type object is not JSON serializable
                    """)
    void a_handler_that_cannot_be_run_says_why(String handler, String type, String message) {
        FunctionSpec spec =
                bench.function("wrong", "python3.12", handler)
                        .file("app.py", "def unfit(event, context):\n    return object()\n")
                        .file("wrong.py", "this is no python\n")
                        .spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.error()).isEqualTo("Unhandled");
        assertThat(result.payload())
                .startsWith(
                        "{\"errorMessage\": \"%s\", \"errorType\": \"%s\", \"requestId\": \"%s\""
                                .formatted(message, type, result.requestId()));
    }

    @Test
    void an_exception_while_the_module_is_loaded_is_the_answer_too() {
        FunctionSpec spec = bench.python("unloadable", "raise KeyError('configuration')\n").spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.error()).isEqualTo("Unhandled");
        assertThat(result.payload())
                .contains("\"errorType\": \"KeyError\"", "File \\\"/var/task/app.py\\\", line 1");
    }

    @Test
    void logging_is_formatted_and_between_the_platforms_lines() {
        FunctionSpec spec =
                bench.python(
                                "logging",
                                """
                                import logging
                                def handler(event, context):
                                    logging.getLogger().setLevel("INFO")
                                    logging.info("an %s", "entry")
                                    print("printed")
                                """)
                        .spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.payload()).isEqualTo("null");
        assertThat(result.log())
                .matches(
                        "(?s)START RequestId: ID Version: \\$LATEST\n\\[INFO\\]\t[0-9-]+T[0-9:.]+Z\tID\tan entry\nprinted\nEND RequestId: ID\nREPORT RequestId: ID\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms\tMemory Size: 256 MB\tMax Memory Used: [0-9]+ MB\tInit Duration: [0-9.]+ ms\t\n"
                                .replace("ID", result.requestId()));
        assertThat(bench.logs).hasSize(1);
    }

    @Test
    void logs_may_be_json() {
        FunctionSpec spec =
                bench.python(
                                "logging",
                                """
                                import logging
                                def handler(event, context):
                                    logging.info("left out")
                                    logging.warning("an entry", extra={"k": 1})
                                """)
                        .jsonLogs("WARN")
                        .spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.log())
                .contains(
                        "\"type\":\"platform.start\",\"record\":{\"requestId\":\""
                                + result.requestId(),
                        "\"level\": \"WARNING\", \"message\": \"an entry\", \"logger\": \"root\", \"requestId\": \""
                                + result.requestId()
                                + "\", \"k\": 1}",
                        "\"type\":\"platform.report\"")
                .doesNotContain("left out");
    }

    @Test
    void modules_of_layers_are_found() {
        FunctionSpec spec =
                bench.python(
                                "layered",
                                """
                                import first, second
                                def handler(event, context):
                                    return first.NAME + second.NAME
                                """)
                        .layer("python/first.py", "NAME = 'one'")
                        .layer("python/second.py", "NAME = 'two'")
                        .spec();

        assertThat(bench.invoke(spec, "{}").payload()).isEqualTo("\"onetwo\"");
    }
}
