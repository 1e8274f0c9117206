package dev.antiphon.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** AWS SDK for Java 2.x, blocking. */
final class JavaSdkTest extends SdkTest<JavaSdk>
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
                OncePerKey,
                FunctionSettings,
                Layers {
    private static final Pattern ROW = Pattern.compile("\\| (\\w+) \\| \\d+: (.*?) \\|.*");

    /** What the SDK calls the services of endpoints. */
    private static final Map<String, String> CLIENTS =
            Map.of(
                    "sqs", "Sqs",
                    "sns", "Sns",
                    "events", "EventBridge",
                    "scheduler", "Scheduler",
                    "apigateway", "ApiGatewayV2",
                    "lambda", "Lambda",
                    "states", "Sfn",
                    "sts", "Sts");

    @Override
    JavaSdk startSdk(Path folder) {
        return new JavaSdk();
    }

    private final Set<String> passed = new ConcurrentSkipListSet<>();

    @AfterEach
    void note(TestInfo test) {
        test.getTestMethod().ifPresent(method -> passed.add(method.getName()));
    }

    /** What the README says that works was called; asked only if all tests have run. */
    @AfterAll
    void every_operation_that_works_was_called() throws IOException {
        List<String> all =
                Arrays.stream(getClass().getMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(Method::getName)
                        .toList();
        if (passed.containsAll(all)) {
            Set<String> working = working();
            // Only asynchronous clients have what answers by a stream.
            working.remove("Lambda:InvokeWithResponseStream");
            assertThat(sdk().called()).containsAll(working);
        }
    }

    /** By the README's table, whose rows are: service, number and names, AWS's others. */
    private static Set<String> working() throws IOException {
        Set<String> working = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("../README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                for (String operation : row.group(2).split(", ")) {
                    working.add(CLIENTS.get(row.group(1)) + ":" + operation);
                }
            }
        }
        assertThat(working).isNotEmpty();
        return working;
    }
}
