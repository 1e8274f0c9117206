package dev.antiphon.states.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What most optimised integrations tell of the HTTP answer beside what it holds. */
final class SdkMetadata {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private SdkMetadata() {}

    /** Of an integration whose answer has no headers worth telling. */
    static void add(
            ObjectNode output, String requestId, String contentType, int length, Instant now) {
        add(output, 200, requestId, contentType, length, Map.of("connection", "keep-alive"), now);
    }

    /**
     * @param more the service's own headers
     */
    static void add(
            ObjectNode output,
            int status,
            String requestId,
            String contentType,
            int length,
            Map<String, String> more,
            Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amzn-RequestId", requestId);
        headers.putAll(more);
        headers.put("Content-Length", Integer.toString(length));
        headers.put("Date", DATE.format(now));
        headers.put("Content-Type", contentType);
        ObjectNode metadata = output.putObject("SdkHttpMetadata");
        ObjectNode all = metadata.putObject("AllHttpHeaders");
        headers.forEach((name, value) -> all.putArray(name).add(value));
        ObjectNode single = metadata.putObject("HttpHeaders");
        headers.forEach(single::put);
        metadata.put("HttpStatusCode", status);
        output.putObject("SdkResponseMetadata").put("RequestId", requestId);
    }
}
