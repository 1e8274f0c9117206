package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.FunctionSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers of the Node.js runtimes, in Node.js. */
@Timeout(120)
class NodeTest {
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
                bench.node("echo", "exports.handler = async (event) => event;\n").spec();

        assertThat(bench.invoke(echo, "{\"a\": [1, \"ü\"]}").payload())
                .isEqualTo("{\"a\":[1,\"ü\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    async (e) => 'returned'                                      | "returned"
                    async () => {}                                               | null
                    (e, c, done) => done(null, 'called')                         | "called"
                    (e, c, done) => setTimeout(() => done(null, 'later'), 5)     | "later"
                    (e, c, done) => { done(null, 1); setTimeout(() => { e.x = 1 }, 5) } | 1
                    (e, c) => 'lost'                                             | null
                    (e, c) => c.succeed('succeeded')                             | "succeeded"
                    (e, c) => new Promise(() => {})                              | null
                    async (e, c) => [c.functionName, c.functionVersion, c.memoryLimitInMB, c.getRemainingTimeInMillis() > 0] | ["f","$LATEST","256",true]
                    async () => process.env.AWS_EXECUTION_ENV                    | "AWS_Lambda_nodejs20.x"
                    """)
    void a_handler_answers_in_any_of_nodes_ways(String handler, String answer) {
        FunctionSpec spec = bench.node("f", "exports.handler = " + handler + ";\n").spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.error()).as(result.payload()).isEmpty();
        assertThat(result.payload()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    async () => { throw new TypeError('no') }            | {"errorType":"TypeError","errorMessage":"no","trace":["TypeError: no","    at exports.handler (/var/task/index.js:1:
                    (e, c, done) => done(new Error('no'))                | {"errorType":"Error","errorMessage":"no","trace":["Error: no","    at exports.handler (/var/task/index.js:1:
                    (e, c, done) => done('text')                         | {"errorType":"string","errorMessage":"text","trace":[]}
                    () => { throw new RangeError('at once') }            | {"errorType":"RangeError","errorMessage":"at once"
                    (e, c, done) => setTimeout(() => { throw new Error('uncaught') }, 1) | {"errorType":"Error","errorMessage":"uncaught"
                    () => { Promise.reject(new Error('no')); return new Promise(() => {}) } | {"errorType":"Runtime.UnhandledPromiseRejection","errorMessage":"Error: no","trace":["Runtime.UnhandledPromiseRejection: Error: no"
                    async () => { const a = {}; a.a = a; return a }      | {"errorType":"Runtime.MarshalError","errorMessage":"Unable to stringify response body: Converting circular
                    """)
    void an_error_is_told_as_aws_tells_it(String handler, String answer) {
        FunctionSpec spec = bench.node("f", "exports.handler = " + handler + ";\n").spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.error()).isEqualTo("Unhandled");
        assertThat(result.payload()).startsWith(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nosuch.handler | Runtime.ImportModuleError    | Error: Cannot find module 'nosuch'
                    index.nosuch   | Runtime.HandlerNotFound      | index.nosuch is undefined or not exported
                    handler        | Runtime.MalformedHandlerName | Bad handler
                    wrong.handler  | Runtime.UserCodeSyntaxError  | SyntaxError:
                    thrown.handler | EvalError                    | while loading
                    """)
    void a_handler_that_cannot_be_run_says_why(String handler, String type, String message) {
        FunctionSpec spec =
                bench.function("wrong", "nodejs22.x", handler)
                        .file("index.js", "exports.handler = async () => 1;\n")
                        .file("wrong.js", "this is no script\n")
                        .file("thrown.js", "throw new EvalError('while loading');\n")
                        .spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.error()).isEqualTo("Unhandled");
        assertThat(result.payload())
                .startsWith("{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.js", "index.mjs"})
    void where_the_syntax_is_wrong_is_told(String file) {
        FunctionSpec spec =
                bench.function("wrong", "nodejs22.x", "index.handler")
                        .file(file, "const fine = 1;\nconst wrong = ;\n")
                        .spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.payload())
                .contains("\"Runtime.UserCodeSyntaxError\"", "/var/task/" + file + ":2\"")
                .contains("const wrong = ;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    index.mjs     | index.handler      | export const handler = async (event) => 'module';
                    index.js      | index.handler      | exports.handler = async () => 'module';
                    index.cjs     | index.handler      | exports.handler = async () => 'module';
                    src/deep.js   | src/deep.handler   | exports.handler = async () => 'module';
                    index.mjs     | index.default      | export default async () => 'module';
                    index.js      | index.api.handler  | exports.api = { handler: async () => 'module' };
                    """)
    void modules_of_every_kind_are_loaded(String file, String handler, String code) {
        FunctionSpec spec =
                bench.function("kinds", "nodejs20.x", handler).file(file, code + "\n").spec();

        assertThat(bench.invoke(spec, "{}").payload()).isEqualTo("\"module\"");
    }

    @Test
    void a_package_may_say_that_its_files_are_modules() {
        FunctionSpec spec =
                bench.node(
                                "packaged",
                                "export const handler = async () => import.meta.url !== '';\n")
                        .file("package.json", "{\"type\":\"module\"}")
                        .spec();

        assertThat(bench.invoke(spec, "{}").payload()).isEqualTo("true");
    }

    @Test
    void what_is_logged_has_time_request_and_level() {
        FunctionSpec spec =
                bench.node(
                                "logging",
                                "exports.handler = async () => { console.log('two\\nlines', {a: 1}); console.error('bad'); process.stdout.write('raw') };\n")
                        .spec();

        Workbench.Result result = bench.invoke(spec, "{}");

        assertThat(result.log())
                .matches(
                        "(?s)START RequestId: ID Version: \\$LATEST\n[0-9-]+T[0-9:.]+Z\tID\tINFO\ttwo\rlines \\{ a: 1 \\}\n[0-9-]+T[0-9:.]+Z\tID\tERROR\tbad\nraw\nEND RequestId: ID\nREPORT .*"
                                .replace("ID", result.requestId()));
    }

    @Test
    void a_response_may_be_streamed() {
        FunctionSpec spec =
                bench.node(
                                "streaming",
                                """
                                exports.handler = awslambda.streamifyResponse(async (event, stream) => {
                                  for (const part of ['one ', 'two ', 'three']) {
                                    stream.write(part);
                                    await new Promise((go) => setTimeout(go, 2));
                                  }
                                  stream.end();
                                });
                                """)
                        .spec();

        assertThat(bench.invoke(spec, "{}").payload()).isEqualTo("one two three");
        assertThat(bench.invoke(spec, "{}").payload()).isEqualTo("one two three");
    }

    @Test
    void the_process_is_kept_for_the_next_invocation() {
        FunctionSpec spec =
                bench.node("counting", "let n = 0; exports.handler = async () => ++n;\n").spec();

        for (int n = 1; n <= 20; n++) {
            assertThat(bench.invoke(spec, "{}").payload()).isEqualTo(Integer.toString(n));
        }
        assertThat(bench.processes()).hasSize(1);
    }
}
