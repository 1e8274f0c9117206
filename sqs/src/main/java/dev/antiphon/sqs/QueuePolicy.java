package dev.antiphon.sqs;

import dev.antiphon.api.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The access policy of a queue: kept, told and edited, not enforced.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html">Policy
 *     quotas</a>
 */
final class QueuePolicy {
    private static final int LONGEST = 8192;
    private static final int MOST_STATEMENTS = 20;
    private static final int MOST_ACTIONS = 7;
    private static final String STATEMENT = "Statement";
    private static final String LABEL = "Sid";

    /** What an owner can let others do: the operations on messages and what tells of a queue. */
    private static final List<String> SHARED_ACTIONS =
            List.of(
                    "*",
                    "SendMessage",
                    "ReceiveMessage",
                    "DeleteMessage",
                    "ChangeMessageVisibility",
                    "GetQueueAttributes",
                    "GetQueueUrl",
                    "ListDeadLetterSourceQueues",
                    "PurgeQueue");

    private static final List<String> OWNERS_ACTIONS =
            List.of(
                    "AddPermission",
                    "CancelMessageMoveTask",
                    "CreateQueue",
                    "DeleteQueue",
                    "ListMessageMoveTasks",
                    "ListQueues",
                    "ListQueueTags",
                    "RemovePermission",
                    "SetQueueAttributes",
                    "StartMessageMoveTask",
                    "TagQueue",
                    "UntagQueue");

    private final Map<String, @Nullable Object> json;
    private final List<@Nullable Object> statements;

    private QueuePolicy(Map<String, @Nullable Object> json, List<@Nullable Object> statements) {
        this.json = json;
        this.statements = statements;
    }

    /** The policy as a user sets it, without blanks. */
    static String checked(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw invalid();
        }
        QueuePolicy policy = parse(text);
        Set<Object> labels = new LinkedHashSet<>();
        for (Object statement : policy.statements) {
            if (!(statement instanceof Map<?, ?> members)
                    || !("Allow".equals(members.get("Effect"))
                            || "Deny".equals(members.get("Effect")))
                    || members.containsKey("Principal") == members.containsKey("NotPrincipal")
                    || members.containsKey("Action") == members.containsKey("NotAction")) {
                throw invalid();
            }
            Object label = members.get(LABEL);
            if (label != null && !labels.add(label)) {
                throw invalid();
            }
        }
        if (policy.statements.size() > MOST_STATEMENTS) {
            throw tooManyStatements(policy.statements.size());
        }
        return Json.write(policy.json);
    }

    private static QueuePolicy parse(String text) {
        Map<String, @Nullable Object> json = Json.object(text);
        if (json == null) {
            throw invalid();
        }
        Object version = json.get("Version");
        if (version != null && !version.equals("2008-10-17") && !version.equals("2012-10-17")) {
            throw invalid();
        }
        List<@Nullable Object> statements = new ArrayList<>();
        switch (json.get(STATEMENT)) {
            case List<?> several -> statements.addAll(several);
            case Map<?, ?> one -> statements.add(one);
            case null, default -> throw invalid();
        }
        if (statements.isEmpty()) {
            throw invalid();
        }
        return new QueuePolicy(json, statements);
    }

    /** Adds a statement that allows some accounts some actions. */
    static String withPermission(
            @Nullable String text,
            QueueArn queue,
            String label,
            List<String> accounts,
            List<String> actions) {
        if (!QueueName.valid(label) || label.endsWith(QueueName.FIFO_SUFFIX)) {
            throw SqsErrors.invalidParameter(
                    "Label",
                    label,
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in"
                            + " length");
        }
        checkActions(actions);
        for (String account : accounts) {
            if (!QueueUrl.isAccount(account)) {
                throw SqsErrors.invalidParameter("PrincipalId", account, "Unable to verify.");
            }
        }
        QueuePolicy policy = text == null ? empty(queue) : parse(text);
        if (policy.find(label) >= 0) {
            throw SqsErrors.invalidParameter("Label", label, "Already exists.");
        }
        policy.statements.add(statement(queue, label, accounts, actions));
        if (policy.statements.size() > MOST_STATEMENTS) {
            throw tooManyStatements(policy.statements.size());
        }
        return policy.text();
    }

    /** Removes a statement by its label; null when none is left. */
    static @Nullable String withoutPermission(@Nullable String text, String label) {
        QueuePolicy policy = text == null ? null : parse(text);
        int at = policy == null ? -1 : policy.find(label);
        if (policy == null || at < 0) {
            throw SqsErrors.invalidParameter("Label", label, "can't find label.");
        }
        policy.statements.remove(at);
        return policy.statements.isEmpty() ? null : policy.text();
    }

    private static void checkActions(List<String> actions) {
        for (String action : actions) {
            if (OWNERS_ACTIONS.contains(action)) {
                throw SqsErrors.invalidParameter(
                        "ActionName",
                        "SQS:" + action,
                        "Only the queue owner is allowed to invoke this action.");
            }
            if (!SHARED_ACTIONS.contains(action)) {
                throw SqsErrors.invalidParameter(
                        "ActionName",
                        "SQS:" + action,
                        "Please refer to the appropriate WSDL for a list of valid actions. ");
            }
        }
        if (actions.size() > MOST_ACTIONS) {
            throw SqsErrors.overLimit(
                    actions.size()
                            + " Actions were found, maximum allowed is "
                            + MOST_ACTIONS
                            + ".");
        }
    }

    private static QueuePolicy empty(QueueArn queue) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("Version", "2008-10-17");
        json.put("Id", queue + "/SQSDefaultPolicy");
        return new QueuePolicy(json, new ArrayList<>());
    }

    private static Map<String, Object> statement(
            QueueArn queue, String label, List<String> accounts, List<String> actions) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put(LABEL, label);
        statement.put("Effect", "Allow");
        statement.put(
                "Principal",
                Map.of(
                        "AWS",
                        oneOrAll(
                                accounts.stream()
                                        .map(account -> "arn:aws:iam::" + account + ":root")
                                        .toList())));
        statement.put("Action", oneOrAll(actions.stream().map(action -> "SQS:" + action).toList()));
        statement.put("Resource", queue.toString());
        return statement;
    }

    /** AWS writes a list of one as its element. */
    private static Object oneOrAll(List<String> values) {
        return values.size() == 1 ? values.getFirst() : values;
    }

    private int find(String label) {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i) instanceof Map<?, ?> members
                    && label.equals(members.get(LABEL))) {
                return i;
            }
        }
        return -1;
    }

    private String text() {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(json);
        changed.put(STATEMENT, statements);
        return Json.write(changed);
    }

    private static AwsException invalid() {
        return SqsErrors.invalidAttributeValue("Policy");
    }

    private static AwsException tooManyStatements(int count) {
        return SqsErrors.overLimit(
                count + " statements were found, maximum allowed is " + MOST_STATEMENTS + ".");
    }
}
