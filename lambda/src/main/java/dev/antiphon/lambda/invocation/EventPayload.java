package dev.antiphon.lambda.invocation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.antiphon.lambda.function.LambdaErrors;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** The event that a function is invoked with: JSON of a bounded size. */
final class EventPayload {
    /** Of an invocation that is waited for, in bytes. */
    static final int LARGEST = 6 << 20;

    /** Of one that is queued, in bytes. */
    static final int LARGEST_QUEUED = 1 << 20;

    static final byte[] EMPTY = "{}".getBytes(StandardCharsets.US_ASCII);

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxStringLength(LARGEST).build())
                    .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION) // as AWS's complaints do
                    .build();

    private EventPayload() {}

    /** What a request brings: an empty object if it brings nothing. */
    static byte[] orEmpty(@Nullable SdkBytes given) {
        byte[] bytes = given == null ? new byte[0] : given.asByteArrayUnsafe();
        return bytes.length == 0 ? EMPTY : bytes;
    }

    /**
     * @throws dev.antiphon.api.AwsException RequestTooLargeException,
     *     InvalidRequestContentException
     */
    static void check(byte[] payload, int largest) {
        if (payload.length > largest) {
            throw LambdaErrors.user(
                    "RequestTooLargeException",
                    "Request must be smaller than "
                            + largest
                            + " bytes for the InvokeFunction operation");
        }
        try {
            read(payload);
        } catch (JsonProcessingException e) {
            throw LambdaErrors.user(
                    "InvalidRequestContentException",
                    "Could not parse request body into json: Could not parse payload into json: "
                            + e.getMessage());
        }
    }

    /** Whether it is one value of JSON. */
    static boolean isJson(byte[] text) {
        try {
            read(text);
            return text.length > 0;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static void read(byte[] payload) throws JsonProcessingException {
        try (JsonParser parser = JSON.createParser(payload)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new JsonParseException(
                        parser, "Unexpected content after the end of the value");
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (CharConversionException e) {
            throw new JsonParseException(null, e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is nothing to read from but memory
        }
    }
}
