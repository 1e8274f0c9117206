package dev.antiphon.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.Arn;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.Condition;

/**
 * The resource policy of a bus.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-permissions.html">Permissions
 *     for event buses</a>
 */
final class BusPolicy {
    static final int LONGEST = 10_240;

    private static final String PUT_EVENTS = "events:PutEvents";

    private BusPolicy() {}

    /**
     * Whether an account may put events on a bus: its own always, another one if a statement lets
     * it in and none keeps it out. Conditions are about organizations, which nobody has here: they
     * hold.
     */
    static boolean allows(Bus bus, String account) {
        if (account.equals(bus.arn().account()) || account.isEmpty()) {
            return true;
        }
        boolean allowed = false;
        for (JsonNode statement : statements(bus.policy())) {
            if (names(statement.path("Principal"), account)
                    && holds(statement.path("Action"), PUT_EVENTS)) {
                if (statement.path("Effect").asText().equals("Deny")) {
                    return false;
                }
                allowed = true;
            }
        }
        return allowed;
    }

    private static boolean names(JsonNode principal, String account) {
        JsonNode aws = principal.isObject() ? principal.path("AWS") : principal;
        for (JsonNode each : list(aws)) {
            String name = each.asText();
            if (name.equals("*")
                    || name.equals(account)
                    || (name.startsWith("arn:") && name.contains("::" + account + ":"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(JsonNode actions, String action) {
        for (JsonNode each : list(actions)) {
            String name = each.asText();
            if (name.equals(action) || name.equals("*") || name.equals("events:*")) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode list(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? oneOrMany
                : JsonNodeFactory.instance.arrayNode().add(oneOrMany);
    }

    /** The policy with a statement more; it takes the place of the one with its id. */
    static String with(
            Bus bus, String id, String principal, String action, @Nullable Condition condition) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("Sid", id);
        statement.put("Effect", "Allow");
        if (principal.equals("*")) {
            statement.put("Principal", principal);
        } else {
            statement
                    .putObject("Principal")
                    .put("AWS", Arn.ofAccount(principal, bus.arn().region()).toString());
        }
        statement.put("Action", action);
        statement.put("Resource", bus.arn().toString());
        if (condition != null) {
            statement
                    .putObject("Condition")
                    .putObject(condition.type())
                    .put(condition.key(), condition.value());
        }
        ArrayNode statements = JsonNodeFactory.instance.arrayNode();
        boolean placed = false;
        for (JsonNode other : statements(bus.policy())) {
            boolean same = other.path("Sid").asText().equals(id);
            statements.add(same ? statement : other);
            placed |= same;
        }
        if (!placed) {
            statements.add(statement);
        }
        return policy(statements);
    }

    /** The policy without a statement, or null if there was none with that id. */
    static @Nullable String without(Bus bus, String id) {
        ArrayNode statements = JsonNodeFactory.instance.arrayNode();
        boolean found = false;
        for (JsonNode other : statements(bus.policy())) {
            if (other.path("Sid").asText().equals(id)) {
                found = true;
            } else {
                statements.add(other);
            }
        }
        return found ? policy(statements) : null;
    }

    /** Whether a policy has nothing to say. */
    static boolean isEmpty(String policy) {
        return statements(policy).isEmpty();
    }

    /** Whether a text is a policy. */
    static boolean valid(String policy) {
        JsonNode tree = Json.parse(policy);
        JsonNode statements = tree == null ? null : tree.get("Statement");
        return statements != null && statements.isContainerNode();
    }

    private static JsonNode statements(@Nullable String policy) {
        JsonNode tree = policy == null ? null : Json.parse(policy);
        return tree == null ? JsonNodeFactory.instance.arrayNode() : list(tree.path("Statement"));
    }

    private static String policy(ArrayNode statements) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.put("Version", "2012-10-17");
        policy.set("Statement", statements);
        return Json.text(policy);
    }
}
