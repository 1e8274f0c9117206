package dev.antiphon.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antiphon.delivery.FunctionSpec;
import dev.antiphon.delivery.OutsideCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process may say, and when. */
@Timeout(120)
class RuntimeApiTest {
    /** Says something to the Runtime API, and returns what it answers. */
    private static final String SAYING =
            """
            import http.client, os, threading, time
            def say(method, path, wait=10):
                api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"], timeout=wait)
                api.request(method, "/2018-06-01/runtime/" + path, body=b"{}" if method == "POST" else None)
                answer = api.getresponse()
                return "%d %s" % (answer.status, answer.read().decode())
            """;

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
    void what_no_header_can_hold_does_not_keep_an_invocation_from_being_answered() {
        FunctionSpec spec =
                bench.python(
                                "headers",
                                """
                                import os
                                def handler(event, context):
                                    return [os.environ["_X_AMZN_TRACE_ID"], context.client_context.custom["a"]]
                                """)
                        .spec();
        OutsideCall.Function plain = bench.call(spec, "{}");
        OutsideCall.Function poisoned =
                new OutsideCall.Function(
                        spec,
                        spec.arn(),
                        plain.payload(),
                        plain.requestId(),
                        "Root=1\r\nX-Evil: \u0000\u000b1",
                        "{\"custom\":\r\n{\"a\":\u0007\"b\"}}".replace('\u0007', '\t'),
                        true,
                        true);

        assertThat(bench.invoke(poisoned).payload()).isEqualTo("[\"Root=1  X-Evil:   1\", \"b\"]");
    }

    @Test
    void a_start_cannot_fail_any_more_when_invocations_run() {
        FunctionSpec spec =
                bench.python(
                                "late",
                                SAYING
                                        + """
                                        def handler(event, context):
                                            return say("POST", "init/error")
                                        """)
                        .spec();

        assertThat(bench.invoke(spec, "{}").payload())
                .contains("403 ", "InvalidStateTransition", "from Running to InitError");
    }

    @Test
    void who_waits_for_an_invocation_cannot_wait_for_another() {
        FunctionSpec spec =
                bench.python(
                                "twice",
                                SAYING
                                        + """
                                        heard = []
                                        def later():
                                            time.sleep(0.3)
                                            heard.append(say("GET", "invocation/next"))
                                            open(os.environ["HEARD"], "w").close()
                                        def handler(event, context):
                                            if event:
                                                threading.Thread(target=later).start()
                                            return heard
                                        """)
                        .environment(Map.of("HEARD", folder.resolve("heard").toString()))
                        .spec();
        bench.invoke(spec, "1");
        while (!Files.exists(folder.resolve("heard"))) {
            LockSupport.parkNanos(2_000_000);
        }

        for (int n = 0; n < 3; n++) {
            assertThat(bench.invoke(spec, "0").payload())
                    .contains("403 ", "InvalidStateTransition");
        }
    }

    @Test
    void the_invocation_after_one_whose_process_gave_it_up_is_not_given_up_too() {
        FunctionSpec spec =
                bench.python(
                                "greedy",
                                SAYING
                                        + """
                                        def handler(event, context):
                                            return say("GET", "invocation/next") if event else "fine"
                                        """)
                        .spec();

        for (int n = 0; n < 3; n++) {
            assertThat(bench.invoke(spec, "1").payload()).contains("Runtime.ExitError");
            assertThat(bench.invoke(spec, "0").payload()).isEqualTo("\"fine\"");
        }
    }

    @Test
    void a_process_that_has_hung_up_gets_nothing_until_it_asks_again() {
        FunctionSpec spec =
                bench.function("impatient", "provided.al2023", "any")
                        .file(
                                "bootstrap",
                                """
                                #!/usr/bin/env python3
                                import http.client, os, socket, time
                                host = os.environ["AWS_LAMBDA_RUNTIME_API"]
                                def answered():
                                    while True:
                                        api = http.client.HTTPConnection(host, timeout=0.2)
                                        try:
                                            api.request("GET", "/2018-06-01/runtime/invocation/next")
                                            return api.getresponse()
                                        except socket.timeout:
                                            api.close()
                                            time.sleep(0.3)
                                while True:
                                    event = answered()
                                    id, body = event.headers["Lambda-Runtime-Aws-Request-Id"], event.read()
                                    api = http.client.HTTPConnection(host)
                                    api.request("POST", "/2018-06-01/runtime/invocation/%s/response" % id, body=body)
                                    api.getresponse().read()
                                """)
                        .spec();

        for (int n = 0; n < 4; n++) {
            String event = Integer.toString(n);
            assertThat(bench.invoke(spec, event).payload()).isEqualTo(event);
            // It asks for 0.2 s, and not for 0.3 s: this is now within the one, now the other.
            LockSupport.parkNanos(330_000_000L);
        }
    }
}
