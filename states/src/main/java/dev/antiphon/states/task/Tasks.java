package dev.antiphon.states.task;

import dev.antiphon.delivery.Reply;
import dev.antiphon.engine.Registry;
import dev.antiphon.engine.Tx;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that Task states can call, but for activities. */
public final class Tasks implements TaskKinds {
    /** What came of calls, on the partitions of the executions that made them. */
    static final String ANSWERS = "states-task-answer";

    private static final Pattern FUNCTION = Pattern.compile("arn:[a-z-]+:lambda:.+");
    private static final Pattern INTEGRATION =
            Pattern.compile(
                    "arn:[a-z-]+:states:[^:]*:[^:]*:(?<sdk>aws-sdk:)?(?<service>[A-Za-z0-9-]+)"
                            + ":(?<action>[A-Za-z0-9]+)(\\.(?<pattern>[A-Za-z]+(:2)?))?");

    /**
     * @param outcomes whoever runs the states
     */
    public void register(Registry registry, TaskOutcomes outcomes) {
        registry.receiver(Reply.kind(ANSWERS), (tx, home, reply) -> answered(tx, reply, outcomes));
        NestedExecutions.register(registry, outcomes);
    }

    @Override
    public TaskKind resolve(String resource) {
        Matcher call = INTEGRATION.matcher(resource);
        if (FUNCTION.matcher(resource).matches() || !call.matches()) {
            return new FunctionTask(resource, true, TaskKind.Pattern.REQUEST_RESPONSE);
        }
        String service = call.group("service");
        String action = call.group("action");
        String suffix = call.group("pattern") == null ? "" : call.group("pattern");
        TaskKind.Pattern pattern =
                switch (suffix) {
                    case "" -> TaskKind.Pattern.REQUEST_RESPONSE;
                    case "waitForTaskToken" -> TaskKind.Pattern.WAIT_FOR_TASK_TOKEN;
                    default -> TaskKind.Pattern.SYNC;
                };
        if (call.group("sdk") != null) {
            return new OperationTask(resource, service, action, true, pattern);
        }
        String full = suffix.isEmpty() ? action : action + "." + suffix;
        return switch (service + ":" + action) {
            case "events:putEvents", "sns:publish", "sqs:sendMessage" ->
                    new OperationTask(resource, service, action, false, pattern);
            case "states:startExecution" ->
                    pattern == TaskKind.Pattern.SYNC
                            ? NestedTask.of(resource)
                            : new OperationTask(resource, service, action, false, pattern);
            case "http:invoke" -> new HttpTask(resource);
            case "lambda:invoke" -> new FunctionTask(resource, false, pattern);
            default -> new MissingTask(pattern, service, full);
        };
    }

    private void answered(Tx tx, Reply reply, TaskOutcomes outcomes) {
        Asked asked = Asked.read(reply.correlation());
        if (resolve(asked.resource()) instanceof AnsweredTask task) {
            outcomes.take(tx, asked.address(), task.outcome(tx, asked, reply.answer()));
        }
    }
}
