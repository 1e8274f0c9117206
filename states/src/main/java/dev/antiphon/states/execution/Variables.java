package dev.antiphon.states.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large variables may be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html">Variables</a>
 */
final class Variables {
    /** In bytes: of all that one state assigns. */
    private static final int ASSIGNED = 262_144;

    /** In bytes: of all that an execution has. */
    private static final long ALL = 10_485_760;

    private Variables() {}

    static void check(Strand strand, @Nullable ObjectNode assigned) throws Failure {
        if (assigned == null) {
            return;
        }
        String text = Json.write(assigned);
        if (Payload.tooLarge(text)) {
            throw Failure.tooLarge(strand.state);
        }
        // Only many large ones can come near: most checks end here.
        if (text.length() + (long) strand.variables().size() * ASSIGNED <= ALL) {
            return;
        }
        long sum = text.length();
        for (Map.Entry<String, JsonNode> variable : strand.variables().entrySet()) {
            if (!assigned.has(variable.getKey())) {
                sum += Json.write(variable.getValue()).length();
            }
        }
        if (sum > ALL) {
            throw Failure.tooLarge(strand.state);
        }
    }
}
