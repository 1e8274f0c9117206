package dev.antiphon.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.Arn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The access policy of a topic: kept, told and edited, not enforced.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html">Amazon
 *     SNS API permissions</a>
 */
final class TopicPolicy {
    private static final int LONGEST = 30 * 1024;
    private static final String STATEMENT = "Statement";

    /** What an owner can let others do. */
    private static final List<String> ACTIONS =
            List.of(
                    "GetTopicAttributes",
                    "SetTopicAttributes",
                    "AddPermission",
                    "RemovePermission",
                    "DeleteTopic",
                    "Subscribe",
                    "ListSubscriptionsByTopic",
                    "Publish",
                    "Receive",
                    "*");

    private TopicPolicy() {}

    /** What a topic has until its owner sets another one. */
    static String byDefault(TopicArn topic) {
        return Json.write(defaultPolicy(topic));
    }

    private static ObjectNode defaultPolicy(TopicArn topic) {
        ObjectNode statement = Json.object();
        statement.put("Sid", "__default_statement_ID").put("Effect", "Allow");
        statement.set("Principal", Json.object().put("AWS", "*"));
        ArrayNode actions = statement.putArray("Action");
        ACTIONS.subList(0, 8).forEach(action -> actions.add("SNS:" + action));
        statement.put("Resource", topic.toString());
        ObjectNode owner = Json.object().put("AWS:SourceOwner", topic.account());
        statement.set("Condition", Json.object().<ObjectNode>set("StringEquals", owner));
        ObjectNode policy = Json.object();
        policy.put("Version", "2008-10-17").put("Id", "__default_policy_ID");
        policy.putArray(STATEMENT).add(statement);
        return policy;
    }

    /**
     * The policy as a user sets it, without blanks.
     *
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static String checked(String text, TopicArn topic) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw SnsErrors.invalidParameter("Policy Reason: too long");
        }
        ObjectNode policy = Json.object(text);
        if (policy == null) {
            throw SnsErrors.invalidParameter("Policy Error: null");
        }
        List<JsonNode> statements = statements(policy);
        if (statements.isEmpty()) {
            throw SnsErrors.invalidParameter("Policy Error: null");
        }
        for (JsonNode statement : statements) {
            String effect = statement.path("Effect").asText();
            if (!(effect.equals("Allow") || effect.equals("Deny"))
                    || statement.has("Principal") == statement.has("NotPrincipal")
                    || statement.has("Action") == statement.has("NotAction")) {
                throw SnsErrors.invalidParameter("Policy Error: null");
            }
            each(statement.path("Action")).forEach(TopicPolicy::checkAction);
        }
        return Json.write(policy);
    }

    private static void checkAction(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        if (action.equals("*")) {
            return;
        }
        if (!lower.startsWith("sns:")
                || !(lower.contains("*") || lower.contains("?") || known(action.substring(4)))) {
            throw SnsErrors.invalidParameter("Policy statement action out of service scope!");
        }
    }

    private static boolean known(String action) {
        return ACTIONS.stream().anyMatch(action::equalsIgnoreCase);
    }

    private static List<String> each(JsonNode oneOrMany) {
        return oneOrMany.isTextual()
                ? List.of(oneOrMany.textValue())
                : oneOrMany.valueStream().map(JsonNode::asText).toList();
    }

    private static List<JsonNode> statements(ObjectNode policy) {
        JsonNode statement = policy.path(STATEMENT);
        return statement.isObject() ? List.of(statement) : statement.valueStream().toList();
    }

    /** Adds a statement that allows some accounts some actions. */
    static String withPermission(
            @Nullable String text,
            TopicArn topic,
            String label,
            List<String> accounts,
            List<String> actions) {
        ObjectNode policy = parsed(text, topic);
        if (statements(policy).stream().anyMatch(each -> label.equals(each.path("Sid").asText()))) {
            throw SnsErrors.invalidParameter("Statement already exists");
        }
        if (!actions.stream().allMatch(TopicPolicy::known)) {
            throw SnsErrors.invalidParameter("Policy statement action out of service scope!");
        }
        for (String account : accounts) {
            if (!account.matches("[0-9]{12}")) {
                throw SnsErrors.invalidParameter("Policy Error: PrincipalNotFound");
            }
        }
        ObjectNode statement = Json.object().put("Sid", label).put("Effect", "Allow");
        statement.set(
                "Principal",
                Json.object()
                        .<ObjectNode>set(
                                "AWS",
                                oneOrAll(
                                        accounts.stream()
                                                .map(account ->
                                                        Arn.ofAccount(account, topic.region())
                                                                .toString())
                                                .toList())));
        statement.set("Action", oneOrAll(actions.stream().map(each -> "SNS:" + each).toList()));
        statement.put("Resource", topic.toString());
        ArrayNode statements = policy.putArray(STATEMENT);
        statements(parsed(text, topic)).forEach(statements::add);
        statements.add(statement);
        return Json.write(policy);
    }

    /** Removes a statement by its label; that there is none such is no error. */
    static String withoutPermission(@Nullable String text, TopicArn topic, String label) {
        ObjectNode policy = parsed(text, topic);
        List<JsonNode> left =
                statements(policy).stream()
                        .filter(each -> !label.equals(each.path("Sid").asText()))
                        .toList();
        policy.putArray(STATEMENT).addAll(left);
        return Json.write(policy);
    }

    private static ObjectNode parsed(@Nullable String text, TopicArn topic) {
        ObjectNode policy = text == null ? null : Json.object(text);
        return policy == null ? defaultPolicy(topic) : policy;
    }

    /** AWS writes a list of one as its element. */
    private static JsonNode oneOrAll(List<String> values) {
        ArrayNode array = Json.object().putArray("all");
        values.forEach(array::add);
        return array.size() == 1 ? array.get(0) : array;
    }
}
