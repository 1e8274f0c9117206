package dev.antiphon.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.StateMachineType;

/**
 * The workflows: a rule of the bus starts the intake for every event, and the intake starts one
 * ride for every order.
 */
final class Workflows {

    /**
     * What became of the workflows.
     *
     * @param succeeded orders whose ride was started once and has come to its end
     * @param retried rides that had to ask their store again
     * @param steps in the histories of all
     * @param missing orders whose ride is missing or has not ended well, with why
     * @param untrue rides whose history is not what happened, with why
     */
    record Account(
            int succeeded, int retried, int steps, List<String> missing, List<String> untrue) {}

    /** A machine needs a role that may do what it does; the server does not ask for it to exist. */
    static final String ROLE = "arn:aws:iam::000000000000:role/workflows";

    private static final Duration LONGEST_RIDE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 50;

    private final SfnClient states;
    private final String name;
    private @Nullable String rideArn;
    private @Nullable String intakeArn;
    private volatile int read;

    Workflows(SfnClient states, String name) {
        this.states = states;
        this.name = name;
    }

    /** Returns the ARN of the machine that the rule starts. */
    String create(Queue stores, Queue drivers) {
        String ride =
                create(
                        "ride",
                        StateMachineType.STANDARD,
                        Map.of("${stores}", stores.url(), "${drivers}", drivers.url()));
        rideArn = ride;
        String intake = create("intake", StateMachineType.EXPRESS, Map.of("${ride}", ride));
        intakeArn = intake;
        return intake;
    }

    private String create(String machine, StateMachineType type, Map<String, String> values) {
        String definition = definition(machine);
        for (Map.Entry<String, String> value : values.entrySet()) {
            definition = definition.replace(value.getKey(), value.getValue());
        }
        String filled = definition;
        return states.createStateMachine(request ->
                        request.name(name + "-" + machine)
                                .type(type)
                                .roleArn(ROLE)
                                .definition(filled))
                .stateMachineArn();
    }

    private static String definition(String machine) {
        String file = machine + ".asl.json";
        try (InputStream in = Workflows.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looks at the ride of every order, as the server tells it. */
    Account judge(List<String> orders, Retry retry) throws InterruptedException {
        List<String> missing = new ArrayList<>();
        List<String> untrue = new ArrayList<>();
        int succeeded = 0;
        int retried = 0;
        int steps = 0;
        long deadline = System.nanoTime() + LONGEST_RIDE.toNanos();
        for (String order : orders) {
            String arn = execution(order);
            ExecutionStatus status = status(arn, retry, deadline);
            if (status != ExecutionStatus.SUCCEEDED) {
                missing.add(order + " (its ride: " + (status == null ? "none" : status) + ")");
                continue;
            }
            List<HistoryEvent> history = history(arn, retry);
            steps += history.size();
            String fault = RideHistory.fault(history);
            if (fault != null) {
                untrue.add(order + " (" + fault + ")");
            }
            if (history.stream().anyMatch(e -> e.type() == HistoryEventType.TASK_FAILED)) {
                retried++;
            }
            succeeded++;
            read = succeeded;
        }
        int rides = count(retry);
        if (rides != orders.size()) {
            untrue.add(rides + " rides for " + orders.size() + " orders");
        }
        return new Account(succeeded, retried, steps, missing, untrue);
    }

    /** How many histories were read so far: it takes some seconds. */
    int read() {
        return read;
    }

    /** A ride that was just resumed may need a moment. */
    private @Nullable ExecutionStatus status(String arn, Retry retry, long deadline)
            throws InterruptedException {
        while (true) {
            ExecutionStatus status;
            try {
                status =
                        retry.untilAnswered(
                                () -> states.describeExecution(r -> r.executionArn(arn)).status());
            } catch (ExecutionDoesNotExistException e) {
                status = null;
            }
            boolean open = status == null || status == ExecutionStatus.RUNNING;
            if (!open || System.nanoTime() - deadline > 0) {
                return status;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private List<HistoryEvent> history(String arn, Retry retry) throws InterruptedException {
        return retry.untilAnswered(() ->
                states.getExecutionHistoryPaginator(r -> r.executionArn(arn)).events().stream()
                        .toList());
    }

    private int count(Retry retry) throws InterruptedException {
        return retry.untilAnswered(() ->
                (int)
                        states
                                .listExecutionsPaginator(r -> r.stateMachineArn(rideArn))
                                .executions()
                                .stream()
                                .count());
    }

    /** As the intake names it. */
    private String execution(String order) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(order.getBytes(StandardCharsets.UTF_8));
            return String.valueOf(rideArn).replace(":stateMachine:", ":execution:")
                    + ":"
                    + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void delete() {
        for (String arn : new String[] {intakeArn, rideArn}) {
            if (arn != null) {
                states.deleteStateMachine(request -> request.stateMachineArn(arn));
            }
        }
    }
}
