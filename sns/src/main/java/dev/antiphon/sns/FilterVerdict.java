package dev.antiphon.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.GenericMachine;

/**
 * Why a filter policy did not want a message: the first field of it that no value matched. Found by
 * holding each field alone against the message; for explanations only.
 */
final class FilterVerdict {
    private FilterVerdict() {}

    /**
     * @param event what the policy was held against, or null for a body that is no JSON object
     * @return null if every field alone matches
     */
    static @Nullable String reason(FilterPolicy policy, @Nullable ObjectNode event) {
        if (event == null) {
            return "the message body is not a JSON object";
        }
        ObjectNode json = Json.object(policy.text());
        return json == null ? null : reason(json, "", Json.object(), event);
    }

    /**
     * @param around the objects around the field, as a policy of one field needs them
     */
    private static @Nullable String reason(
            ObjectNode policy, String path, ObjectNode around, ObjectNode event) {
        for (var member : policy.properties()) {
            String name = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            JsonNode value = member.getValue();
            if (value instanceof ObjectNode object) {
                ObjectNode deeper = around.deepCopy();
                innermost(deeper).putObject(member.getKey());
                String found = reason(object, name, deeper, event);
                if (found != null) {
                    return found;
                }
            } else {
                ObjectNode alone = around.deepCopy();
                innermost(alone).set(member.getKey(), value);
                if (!matches(alone, event)) {
                    return name + ": no value matches " + Json.write(value);
                }
            }
        }
        return null;
    }

    /** The object at the end of a chain of objects with one member each. */
    private static ObjectNode innermost(ObjectNode chain) {
        ObjectNode at = chain;
        while (!at.isEmpty() && at.elements().next() instanceof ObjectNode next) {
            at = next;
        }
        return at;
    }

    private static boolean matches(ObjectNode policy, ObjectNode event) {
        GenericMachine<Boolean> machine = GenericMachine.<Boolean>builder().build();
        try {
            machine.addRule(true, Json.write(policy));
        } catch (IOException e) {
            throw new UncheckedIOException("a part of a policy that was compiled", e);
        }
        return !machine.rulesForJSONEvent(event).isEmpty();
    }
}
