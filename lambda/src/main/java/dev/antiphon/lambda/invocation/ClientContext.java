package dev.antiphon.lambda.invocation;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antiphon.api.AwsException;
import dev.antiphon.lambda.function.LambdaErrors;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a caller tells a function of itself: a JSON object, in base64. */
final class ClientContext {
    /** Of the base64, in characters: AWS's documentation of Invoke. */
    private static final int LONGEST = 3_583;

    /** Functions get it in a header, which holds nothing but ASCII in one line. */
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build();

    private ClientContext() {}

    /**
     * The object as functions get it, in one line of ASCII; null for none.
     *
     * @throws AwsException InvalidRequestContentException
     */
    static @Nullable String decoded(@Nullable String given) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        if (given.length() > LONGEST) {
            throw invalid();
        }
        try {
            if (JSON.readTree(Base64.getDecoder().decode(given)) instanceof ObjectNode object) {
                return JSON.writeValueAsString(object);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static AwsException invalid() {
        return LambdaErrors.user(
                "InvalidRequestContentException",
                "Client context must be a valid Base64-encoded JSON object.");
    }
}
