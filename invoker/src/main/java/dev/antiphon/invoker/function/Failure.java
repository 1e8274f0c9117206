package dev.antiphon.invoker.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;

/**
 * An error that the platform answers with in a function's place.
 *
 * @param kind as in {@code errorType}
 */
record Failure(String kind, String message) {
    private static final JsonFactory JSON = new JsonFactory();

    static Failure timedOut(String requestId, Duration timeout) {
        return new Failure("Sandbox.Timedout", about(requestId, timeoutText(timeout)));
    }

    /** {@code Task timed out after 3.00 seconds}. */
    static String timeoutText(Duration timeout) {
        return String.format(
                Locale.ROOT, "Task timed out after %.2f seconds", timeout.toMillis() / 1000.0);
    }

    /**
     * @param status of the process: 128 and more where a signal ended it
     */
    static Failure exited(String requestId, int status) {
        return new Failure("Runtime.ExitError", about(requestId, exitText(status)));
    }

    static String exitText(int status) {
        return switch (status) {
            case 0 -> "Runtime exited without providing a reason";
            case 128 + 6 -> "Runtime exited with error: signal: aborted (core dumped)";
            case 128 + 9 -> "Runtime exited with error: signal: killed";
            case 128 + 11 -> "Runtime exited with error: signal: segmentation fault (core dumped)";
            case 128 + 15 -> "Runtime exited with error: signal: terminated";
            default -> "Runtime exited with error: exit status " + status;
        };
    }

    static Failure outOfMemory(String requestId) {
        return new Failure("Runtime.OutOfMemory", about(requestId, exitText(128 + 9)));
    }

    /** It has more in its temporary folder than it may have. */
    static Failure outOfStorage(String requestId, int mebibytes) {
        return new Failure(
                "Runtime.ExitError",
                about(
                        requestId,
                        "Function exceeded its ephemeral storage of " + mebibytes + " MB in /tmp"));
    }

    static Failure tooLarge(int limit) {
        return new Failure(
                "Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size ("
                        + limit
                        + " bytes).");
    }

    static Failure notStarted(String requestId, StartException why) {
        return new Failure(why.kind(), about(requestId, why.text()));
    }

    private static String about(String requestId, String what) {
        return "RequestId: " + requestId + " Error: " + what;
    }

    /** The kind that is said in an error, whoever has made it, or that of an exit. */
    static String kindOf(byte[] error) {
        try (JsonParser json = JSON.createParser(error)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("errorType")
                        && json.nextToken() == JsonToken.VALUE_STRING) {
                    return json.getText();
                }
            }
        } catch (IOException e) {
            // It is told by the function, and may be anything.
        }
        return "Runtime.ExitError";
    }

    /** As the caller gets it. */
    byte[] json() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("errorType", kind);
            json.writeStringField("errorMessage", message);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
