package dev.antiphon.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.AwsException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a topic's owner wants to be done about personal data in messages: kept and told, not
 * enforced.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-policies.html">Data
 *     protection policies</a>
 */
final class DataProtectionPolicy {
    private static final int LONGEST = 30_720;

    private DataProtectionPolicy() {}

    /**
     * The policy as it is kept; null for an empty one.
     *
     * @throws AwsException InvalidParameter
     */
    static @Nullable String checked(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        ObjectNode json = Json.object(text);
        if (json == null) {
            throw invalid("not a valid JSON object");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw invalid("longer than " + LONGEST + " bytes");
        }
        if (!json.path("Name").isTextual()
                || !json.path("Version").asText().equals("2021-06-01")
                || json.path("Statement").isEmpty()) {
            throw invalid("Name, Version 2021-06-01 and Statement are required");
        }
        for (JsonNode statement : json.path("Statement")) {
            String direction = statement.path("DataDirection").asText();
            if (!direction.equals("Inbound") && !direction.equals("Outbound")) {
                throw invalid("DataDirection must be Inbound or Outbound");
            }
            if (statement.path("Principal").isEmpty()
                    || statement.path("DataIdentifier").isEmpty()
                    || statement.path("Operation").size() != 1) {
                throw invalid("a statement needs Principal, DataIdentifier and one Operation");
            }
        }
        return text;
    }

    private static AwsException invalid(String reason) {
        return SnsErrors.invalidParameter("DataProtectionPolicy", reason);
    }
}
