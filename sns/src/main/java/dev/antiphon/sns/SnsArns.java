package dev.antiphon.sns;

import dev.antiphon.api.Arn;
import org.jspecify.annotations.Nullable;

/** How SNS reads the ARNs that a caller sends. */
final class SnsArns {
    /** The service's name in ARNs. */
    static final String SERVICE = "sns";

    private static final int PARTS = 6;

    private SnsArns() {}

    /**
     * @param parameter what the request calls it
     * @throws dev.antiphon.api.AwsException InvalidParameter
     */
    static Arn parse(String parameter, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw SnsErrors.invalidParameter(
                    parameter + " Reason: no value for required parameter");
        }
        int parts = text.split(":", PARTS).length;
        if (parts < PARTS) {
            throw SnsErrors.invalidParameter(
                    parameter + " Reason: An ARN must have at least 6 elements, not " + parts);
        }
        try {
            return Arn.parse(text);
        } catch (IllegalArgumentException e) {
            throw SnsErrors.invalidParameter(parameter);
        }
    }
}
